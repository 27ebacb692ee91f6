// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.MemdiskTrap;
import io.github.grubxen.io.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All rules, with their levels.
 *
 * @param levels the level of each rule, by its name
 */
public record Rules(Map<String, RuleLevel> levels) {
    /** Syntax errors. Like the following rules, always an error: no image is made from such a config. */
    static final String SYNTAX = "syntax";

    /** Unknown placeholders. */
    static final String PLACEHOLDER = "unresolved-placeholder";

    /** A config that is longer than any real one. */
    static final String TOO_LONG = "too-long";

    /** Any other reason why the image cannot be made. */
    static final String IMAGE = "image";

    /** A comment for these rules that names no level or no rule. */
    static final String COMMENT = "lint-comment";

    private static final List<Rule> ALL = List.of(
            new Rule("unknown-command", RuleLevel.ERROR, UnknownCommand::check),
            new Rule("missing-module", RuleLevel.ERROR, MissingModule::check),
            new Rule("no-screen", RuleLevel.WARN, NoScreen::check),
            new Rule(MemdiskTrap.RULE, RuleLevel.ERROR, MemdiskTrapRule::check),
            new Rule("wrong-second-stage", RuleLevel.ERROR, WrongSecondStage::check),
            new Rule("no-initrd", RuleLevel.WARN, NoInitrd::check),
            new Rule("no-boot", RuleLevel.ERROR, NoBoot::check),
            new Rule("no-console", RuleLevel.WARN, NoConsole::check),
            new Rule("newer-variable", RuleLevel.WARN, NewerVariable::check),
            new Rule("no-decompressor", RuleLevel.WARN, NoDecompressor::check),
            new Rule("no-timeout", RuleLevel.ERROR, NoTimeout::check),
            new Rule("quoted-arguments", RuleLevel.ERROR, QuotedArguments::check),
            new Rule("not-an-assignment", RuleLevel.ERROR, NotAnAssignment::check),
            new Rule("command-usage", RuleLevel.ERROR, CommandUsageRule::check),
            new Rule("ignored-words", RuleLevel.WARN, IgnoredWords::check),
            new Rule("no-device", RuleLevel.ERROR, NoDevice::check),
            new Rule("no-match", RuleLevel.WARN, NoMatch::check),
            new Rule("cut-off", RuleLevel.ERROR, CutOff::check),
            new Rule("lost-parameters", RuleLevel.WARN, LostParameters::check),
            new Rule("relative-path", RuleLevel.ERROR, RelativePath::check),
            new Rule("missing-bracket", RuleLevel.ERROR, MissingBracket::check),
            new Rule("misread-test", RuleLevel.WARN, MisreadTestRule::check),
            new Rule("no-start", RuleLevel.WARN, NoStart::check),
            new Rule("not-in-memdisk", RuleLevel.ERROR, NotInMemdisk::check),
            new Rule("no-environment-file", RuleLevel.WARN, NoEnvironmentFile::check),
            new Rule("no-network", RuleLevel.ERROR, NoNetwork::check),
            new Rule("default-entry", RuleLevel.WARN, DefaultEntry::check),
            new Rule("asks-for-password", RuleLevel.ERROR, AsksForPassword::check),
            new Rule("waits-for-key", RuleLevel.WARN, WaitsForKey::check));

    /** All rules. */
    static List<Rule> all() {
        return ALL;
    }

    /**
     * The rules with changed levels.
     *
     * @param where the POM element that the names come from, for messages
     * @param changes {@code off}, {@code warn} or {@code error} by the rules' names
     */
    public static Rules with(String where, Map<String, String> changes) throws BadInput {
        Map<String, RuleLevel> levels = new LinkedHashMap<>();
        ALL.forEach(rule -> levels.put(rule.name(), rule.level()));
        for (Map.Entry<String, String> change : changes.entrySet()) {
            check(where, change.getKey());
            levels.put(change.getKey(), RuleLevel.of(where + "/<" + change.getKey() + ">", change.getValue()));
        }
        return new Rules(levels);
    }

    /** The level of a rule, before the suppressions in a config. */
    RuleLevel level(Rule rule) {
        return levels.getOrDefault(rule.name(), rule.level());
    }

    /** Whether a rule has this name. */
    public static boolean isRule(String name) {
        return ALL.stream().anyMatch(known -> known.name().equals(name));
    }

    /** The names of all rules, for a message. */
    static String names() {
        return "There are: " + String.join(", ", ALL.stream().map(Rule::name).toList()) + ".";
    }

    private static void check(String where, String rule) throws BadInput {
        if (!isRule(rule)) {
            throw new BadInput(where, "'" + rule + "' is not a rule", names());
        }
    }
}
