// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.MemdiskTrap;
import io.github.grubxen.io.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All rules, and what is done about what they find.
 *
 * @param severities what is done, by the rules' names
 */
public record Rules(Map<String, Severity> severities) {
    /** Syntax errors. These and the next ones are always errors: no image is made of such a config. */
    static final String SYNTAX = "syntax";

    /** Placeholders that are not known. */
    static final String PLACEHOLDER = "unresolved-placeholder";

    /** A config that is longer than any. */
    static final String TOO_LONG = "too-long";

    /** Whatever else keeps the image from being made. */
    static final String IMAGE = "image";

    /** A comment for these rules that says nothing. */
    static final String COMMENT = "lint-comment";

    private static final List<Rule> ALL = List.of(
            new Rule("unknown-command", Severity.ERROR, UnknownCommand::check),
            new Rule("missing-module", Severity.ERROR, MissingModule::check),
            new Rule("no-screen", Severity.WARN, NoScreen::check),
            new Rule(MemdiskTrap.RULE, Severity.ERROR, MemdiskTrapRule::check),
            new Rule("wrong-second-stage", Severity.ERROR, WrongSecondStage::check),
            new Rule("no-initrd", Severity.WARN, NoInitrd::check),
            new Rule("no-boot", Severity.ERROR, NoBoot::check),
            new Rule("no-console", Severity.WARN, NoConsole::check),
            new Rule("newer-variable", Severity.WARN, NewerVariable::check),
            new Rule("no-decompressor", Severity.WARN, NoDecompressor::check),
            new Rule("no-timeout", Severity.ERROR, NoTimeout::check),
            new Rule("quoted-arguments", Severity.ERROR, QuotedArguments::check),
            new Rule("not-an-assignment", Severity.ERROR, NotAnAssignment::check),
            new Rule("command-usage", Severity.ERROR, CommandUsageRule::check),
            new Rule("ignored-words", Severity.WARN, IgnoredWords::check),
            new Rule("no-device", Severity.ERROR, NoDevice::check),
            new Rule("no-match", Severity.WARN, NoMatch::check),
            new Rule("cut-off", Severity.ERROR, CutOff::check),
            new Rule("relative-path", Severity.ERROR, RelativePath::check),
            new Rule("missing-bracket", Severity.ERROR, MissingBracket::check),
            new Rule("misread-test", Severity.WARN, MisreadTestRule::check),
            new Rule("no-start", Severity.WARN, NoStart::check),
            new Rule("not-in-memdisk", Severity.ERROR, NotInMemdisk::check),
            new Rule("no-environment-file", Severity.WARN, NoEnvironmentFile::check),
            new Rule("no-network", Severity.ERROR, NoNetwork::check),
            new Rule("default-entry", Severity.WARN, DefaultEntry::check),
            new Rule("asks-for-password", Severity.ERROR, AsksForPassword::check),
            new Rule("waits-for-key", Severity.WARN, WaitsForKey::check));

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

    /** What is done about a rule's findings, where the config itself says nothing else. */
    Severity severity(Rule rule) {
        return severities.getOrDefault(rule.name(), rule.severity());
    }

    /** Whether a rule has this name. */
    public static boolean isRule(String name) {
        return ALL.stream().anyMatch(known -> known.name().equals(name));
    }

    /** All names, for a message. */
    static String names() {
        return "There are: " + String.join(", ", ALL.stream().map(Rule::name).toList()) + ".";
    }

    private static void check(String where, String rule) throws BadInput {
        if (!isRule(rule)) {
            throw new BadInput(where, "'" + rule + "' is no rule", names());
        }
    }

    private static Severity severity(String where, String name) throws BadInput {
        return switch (name.strip()) {
            case "off", "warn", "error" -> Severity.valueOf(name.strip().toUpperCase(Locale.ROOT));
            default -> throw new BadInput(where, "'" + name + "' is nothing to do", "Use off, warn or error.");
        };
    }
}
