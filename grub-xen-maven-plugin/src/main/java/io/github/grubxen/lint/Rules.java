package io.github.grubxen.lint;

import io.github.grubxen.io.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All rules, and what is done about what they find.
 *
 * @param severities what is done, by the rules' names
 */
public record Rules(Map<String, Severity> severities) {
    /** What findings of syntax errors are called; they are always errors. */
    public static final String SYNTAX = "syntax";

    private static final List<Rule> ALL = List.of(
            new Rule("unknown-command", Severity.ERROR, UnknownCommand::check),
            new Rule("missing-module", Severity.ERROR, MissingModule::check),
            new Rule("no-screen", Severity.WARN, NoScreen::check),
            new Rule("memdisk-trap", Severity.ERROR, MemdiskTrapRule::check),
            new Rule("wrong-second-stage", Severity.ERROR, WrongSecondStage::check),
            new Rule("no-initrd", Severity.WARN, NoInitrd::check),
            new Rule("no-boot", Severity.ERROR, NoBoot::check),
            new Rule("no-console", Severity.WARN, NoConsole::check),
            new Rule("newer-variable", Severity.WARN, NewerVariable::check),
            new Rule("no-decompressor", Severity.WARN, NoDecompressor::check),
            new Rule("no-timeout", Severity.ERROR, NoTimeout::check));

    /** {@code # lint: off no-initrd} for its own line or the next one, {@code # lint: file off no-initrd} for the file. */
    private static final Pattern COMMENT = Pattern.compile("^(.*?)# *lint: *(file +)?(off|warn|error) +(.+?) *$");

    /** All rules. */
    static List<Rule> all() {
        return ALL;
    }

    /**
     * The rules as they are, but for some.
     *
     * @param where the POM element that the names come from, for messages
     * @param changes {@code off}, {@code warn} or {@code error} by the rules' names
     */
    public static Rules with(String where, Map<String, String> changes) throws BadInput {
        Map<String, Severity> severities = new LinkedHashMap<>();
        ALL.forEach(rule -> severities.put(rule.name(), rule.severity()));
        for (Map.Entry<String, String> change : changes.entrySet()) {
            check(where, change.getKey());
            severities.put(change.getKey(), severity(where + "/<" + change.getKey() + ">", change.getValue()));
        }
        return new Rules(severities);
    }

    /**
     * What is done about a finding, after what the config itself says in comments.
     *
     * @throws BadInput when a comment names no rule
     */
    Severity severity(Rule rule, Finding finding, String name, List<String> lines) throws BadInput {
        Severity severity = severities.getOrDefault(rule.name(), rule.severity());
        for (int i = 0; i < lines.size(); i++) {
            Matcher comment = COMMENT.matcher(lines.get(i));
            if (!comment.matches()) {
                continue;
            }
            boolean alone = comment.group(1).isBlank();
            int line = i + (alone ? 2 : 1);
            for (String rules : comment.group(4).split("[ ,]+", -1)) {
                check(name + ":" + (i + 1), rules);
                if (rules.equals(rule.name())
                        && (comment.group(2) != null || finding.position().line() == line)) {
                    severity = severity(name + ":" + (i + 1), comment.group(3));
                }
            }
        }
        return severity;
    }

    private static void check(String where, String rule) throws BadInput {
        if (ALL.stream().noneMatch(known -> known.name().equals(rule))) {
            throw new BadInput(
                    where,
                    "'" + rule + "' is no rule",
                    "There are: "
                            + String.join(", ", ALL.stream().map(Rule::name).toList()) + ".");
        }
    }

    private static Severity severity(String where, String name) throws BadInput {
        return switch (name.strip()) {
            case "off", "warn", "error" -> Severity.valueOf(name.strip().toUpperCase(Locale.ROOT));
            default -> throw new BadInput(where, "'" + name + "' is nothing to do", "Use off, warn or error.");
        };
    }
}
