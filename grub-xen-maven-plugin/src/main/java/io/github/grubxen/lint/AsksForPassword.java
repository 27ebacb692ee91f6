// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Step;
import io.github.grubxen.script.Word;
import java.util.List;
import java.util.Optional;

/**
 * {@code superusers} is set, and the entry that GRUB starts is not for everybody: the guest waits at "Enter username:".
 *
 * <p>Source: grub-core/normal/auth.c and commands/menuentry.c: {@code --users}, even with nobody in it, goes before {@code
 * --unrestricted}, and an entry with neither is for the superusers.
 */
final class AsksForPassword {
    private AsksForPassword() {}

    static List<Finding> check(Subject subject) {
        List<Word> superusers = subject.run().atMenu("superusers").possible();
        boolean set = !superusers.isEmpty()
                && superusers.stream()
                        .allMatch(word ->
                                word.literal().filter(text -> !text.isEmpty()).isPresent());
        boolean first = subject.steps().stream()
                .noneMatch(step -> step.straight() && (step.name().equals("boot") || NeededModules.handsOver(step)));
        if (!set || !first) {
            return List.of();
        }
        List<Step> entries = subject.run().menu().entries();
        boolean all = !entries.isEmpty() && entries.stream().allMatch(AsksForPassword::asks);
        Optional<Step> entry = all && DefaultEntry.started(subject).isEmpty()
                ? Optional.of(entries.get(0))
                : DefaultEntry.started(subject).map(entries::get);
        return entry
                .filter(AsksForPassword::asks)
                .map(step -> new Finding(
                        step.position(),
                        "superusers is set, and the menu's default entry is not for everybody: the guest waits at"
                                + " \"Enter username:\"",
                        "Add --unrestricted to the entry, without --users: GRUB asks for a password there too."))
                .stream()
                .toList();
    }

    private static boolean asks(Step entry) {
        boolean unrestricted = false;
        for (Argument argument : entry.arguments()) {
            for (Word word : argument.possible()) {
                if (word.shown().equals("--users") || word.shown().startsWith("--users=")) {
                    return true;
                }
                boolean unknown = word.literal().isEmpty()
                        && word.parts().stream().anyMatch(part -> part.variable() && !part.quoted());
                unrestricted |= unknown || word.shown().contains("--unrestricted");
            }
        }
        return !unrestricted;
    }
}
