// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Position;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments in a config that set the level of rules. {@code # lint: off no-initrd} at the end of a line applies to the
 * command on that line. Alone on a line, it applies to the next command. {@code # lint: file off no-initrd} applies to the
 * whole file.
 *
 * @param all the suppressions, in the order of the comments
 * @param problems a finding for each comment that cannot be read
 */
record SuppressionComments(List<Suppression> all, List<Finding> problems) {
    private static final Pattern ANY = Pattern.compile("\\s*lint:.*");
    private static final Pattern COMMENT = Pattern.compile("\\s*lint:\\s*(file\\s+)?(off|warn|error)\\s+(.+?)\\s*");

    /** The level of a rule from one line to another, both included. */
    record Suppression(String rule, RuleLevel level, int first, int last) {}

    static SuppressionComments of(Script script) {
        List<Script.Comment> comments = script.comments().stream()
                .filter(comment -> ANY.matcher(comment.text()).matches())
                .toList();
        Set<Integer> own = new HashSet<>();
        comments.stream()
                .filter(Script.Comment::alone)
                .forEach(comment -> own.add(comment.position().line()));
        TreeMap<Integer, Integer> commands = new TreeMap<>();
        script.forEach(statement -> {
            if (statement instanceof Statement.Command command) {
                commands.merge(command.position().line(), command.lastLine(), Math::max);
            }
        });
        SuppressionComments suppressions = new SuppressionComments(new ArrayList<>(), new ArrayList<>());
        for (Script.Comment comment : comments) {
            int line = comment.position().line();
            while (own.contains(line)) {
                line++;
            }
            Map.Entry<Integer, Integer> command = commands.floorEntry(line);
            boolean within = command != null && command.getValue() >= line;
            suppressions.add(comment, within ? command.getKey() : line, within ? command.getValue() : line);
        }
        return suppressions;
    }

    private void add(Script.Comment comment, int first, int last) {
        Matcher matcher = COMMENT.matcher(comment.text());
        if (!matcher.matches()) {
            problems.add(
                    new Finding(
                            comment.position(),
                            "'#" + comment.text() + "' names no level or no rule",
                            "Write # lint: off, warn or error, and the names of rules. For the whole file, write # lint: file off."));
            return;
        }
        boolean file = matcher.group(1) != null;
        RuleLevel level = RuleLevel.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
        for (String rule : matcher.group(3).split("[ ,\\t]+", -1)) {
            if (Rules.isRule(rule)) {
                all.add(new Suppression(rule, level, file ? 0 : first, file ? Integer.MAX_VALUE : last));
            } else {
                problems.add(new Finding(comment.position(), "'" + rule + "' is not a rule", Rules.names()));
            }
        }
    }

    /** The level of a rule at a position. The last comment that covers the position decides; without one, the usual level. */
    RuleLevel level(Rule rule, Position position, RuleLevel usual) {
        return all.stream()
                .filter(one -> one.rule().equals(rule.name()))
                .filter(one -> one.first() <= position.line() && position.line() <= one.last())
                .map(Suppression::level)
                .reduce(usual, (former, later) -> later);
    }
}
