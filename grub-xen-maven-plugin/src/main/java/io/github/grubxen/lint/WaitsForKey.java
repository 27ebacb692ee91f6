// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Commands that wait for a key without a time limit before something is started: {@code read}, prompts for a passphrase, the
 * pager, and loops that end only with a key press.
 *
 * <p>Source: grub-core/commands/read.c, disk/cryptodisk.c, luks.c, geli.c, plainmount.c, fs/zfs/zfscrypt.c and normal/term.c.
 */
final class WaitsForKey {
    private WaitsForKey() {}

    static List<Finding> check(Subject subject) {
        Set<Node> leading = subject.run()
                .leadingTo(
                        node -> isStart(node) || NeededModules.handsOver(node),
                        node -> false,
                        KeyStatus.maySucceed(subject));
        DefaultWay way = DefaultWay.of(subject);
        List<Finding> findings = new ArrayList<>();
        CommandTable table = new CommandTable(subject.info());
        for (Node node : subject.nodes()) {
            if (way.contains(node)
                    && (!node.straight() || leading.contains(node))
                    && !subject.run().mayBeFunction(node)) {
                finding(node, table).ifPresent(findings::add);
            }
        }
        findings.addAll(KeyLoops.check(subject, way));
        return findings;
    }

    static boolean isStart(Node node) {
        return Set.of("boot", "linux", "multiboot", "multiboot2", "chainloader").contains(node.name());
    }

    private static Optional<Finding> finding(Node node, CommandTable table) {
        if (node.name().equals("read")) {
            return Optional.of(new Finding(
                    node.position(),
                    "read waits for a line without a time limit, and nobody is at the guest's console",
                    "Use a menu with a timeout, or set the variable in the config."));
        } else if (asks(node, table)) {
            return Optional.of(new Finding(
                    node.position(),
                    node.name() + " asks for a passphrase without a time limit, and nobody is at the guest's console",
                    "Since GRUB 2.12, cryptomount takes a key with --key-file or --password. Or keep the files that GRUB reads"
                            + " on a disk that is not encrypted."));
        } else if (Words.assigned(node, "pager").stream().anyMatch(value -> value.startsWith("1"))) {
            return Optional.of(new Finding(
                    node.position(),
                    "with pager=1 GRUB waits for a key after each screen of text, and nobody is at the guest's console",
                    "Leave it out."));
        }
        return Optional.empty();
    }

    /** Whether a disk's passphrase comes from the console: no option gives a key, and no argument may be one. */
    private static boolean asks(Node node, CommandTable table) {
        Set<String> keys = switch (node.name()) {
            case "cryptomount" -> Set.of("--password", "--key-file", "--protector");
            case "plainmount" -> Set.of("--password", "--keyfile");
            default -> Set.of();
        };
        if (keys.isEmpty()) {
            return false;
        }
        Optional<CommandUsage> usage = table.usage(node.name());
        List<Argument> arguments = node.arguments();
        return usage.map(known -> new UsedWords(known, arguments))
                .filter(words -> words.given().stream().noneMatch(keys::contains))
                .filter(words -> words.problems().isEmpty() && (!words.isOpen() || isDevice(arguments)))
                .isPresent();
    }

    /** Whether there is a single argument, such as a variable with a UUID. */
    private static boolean isDevice(List<Argument> arguments) {
        return arguments.stream()
                .allMatch(argument -> argument.isOneWord()
                        || argument.word().raw().startsWith("-")
                        || argument.word().raw().startsWith("("));
    }
}
