// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Node;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Statement;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An assignment after {@code ;} and a blank in a kernel's command line, to a variable that is never read: it was meant as a
 * parameter. Without a blank, {@link CutOff} finds it.
 */
final class LostParameters {
    private LostParameters() {}

    /** Variables that GRUB itself reads, according to its manual, and variables of update-grub's configs. */
    private static final Pattern READ_BY_GRUB = Pattern.compile(
            "biosnum|check_\\w*signatures|chosen|cmdpath|(menu_)?color_\\w+|config_\\w+|debug|default|fallback|gfx\\w+"
                    + "|grub_\\w+|icondir|lang|\\w*locale_dir|lockdown|net_\\w+|pager|prefix|pxe_\\w+|root|superusers|theme"
                    + "|timeout(_style)?|tpm_\\w+|xen_\\w+|enable_\\w+|blsdir|feature_\\w+");

    /** Commands that may read any variable. */
    private static final Set<String> READ_ANY =
            Set.of("", "source", ".", "normal", "export", "save_env", "load_env", "eval");

    static List<Finding> check(Subject subject) {
        boolean any = subject.nodes().stream().anyMatch(node -> READ_ANY.contains(node.name()));
        List<Finding> findings = new ArrayList<>();
        for (List<Statement> block :
                any ? List.<List<Statement>>of() : subject.script().blocks()) {
            for (int i = 1; i < block.size(); i++) {
                if (block.get(i - 1) instanceof Statement.Command kernel
                        && block.get(i) instanceof Statement.Command next) {
                    finding(kernel, next, subject).ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private static Optional<Finding> finding(Statement.Command kernel, Statement.Command next, Subject subject) {
        Optional<Node> node = node(kernel, subject);
        Optional<String> variable =
                node(next, subject).filter(after -> !after.name().equals("set")).flatMap(Node::assigned);
        boolean parameters = node.filter(loader ->
                        CutOff.LOADERS.contains(loader.name()) && loader.words().size() > 2)
                .isPresent();
        if (!parameters
                || variable.isEmpty()
                || next.words().isEmpty()
                || kernel.lastLine() != next.position().line()
                || isAdjacent(kernel, next)
                || isRead(variable.get(), subject)) {
            return Optional.empty();
        }
        String lost = next.words().get(0).raw();
        return Optional.of(new Finding(
                next.position(),
                "';' outside of quotes ends the command '" + node.get().name() + "', so '" + lost
                        + "' is not a parameter of the kernel, but sets a variable that is never read",
                "Put the parameter with the ';' into quotes, or write the assignment on a line of its own."));
    }

    private static Optional<Node> node(Statement.Command command, Subject subject) {
        return subject.nodes().stream()
                .filter(node -> node.position().equals(command.position()))
                .findFirst();
    }

    private static boolean isAdjacent(Statement.Command kernel, Statement.Command next) {
        Word last = kernel.words().get(kernel.words().size() - 1);
        Position end = last.position();
        return next.position()
                .equals(new Position(end.line(), end.column() + last.raw().length() + 1));
    }

    /** Whether GRUB or any word of the script may read a variable. */
    private static boolean isRead(String variable, Subject subject) {
        Pattern reads = Pattern.compile("\\$\\{?" + Pattern.quote(variable) + "(?!\\w)");
        return READ_BY_GRUB.matcher(variable).matches()
                || subject.script()
                        .words()
                        .anyMatch(word -> reads.matcher(word.raw()).find());
    }
}
