// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has been read of a Makefile, with its included files. */
final class MakeDatabase {
    /** Maximum number of rules. It bounds memory. */
    private static final int MOST_RULES = 20_000;

    private static final Pattern SUFFIXES = Pattern.compile("(\\.[\\w-]+)(\\.[\\w-]+)");

    private static final List<String> NOT_READ = List.of(".SECONDEXPANSION", ".ONESHELL");

    private final MakeVariables variables = new MakeVariables(null);
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, MakeVariables> ofTargets = new LinkedHashMap<>();
    private final SearchPaths paths = new SearchPaths();
    private final Map<String, Spot> missing = new LinkedHashMap<>();
    private boolean closed;

    /** The variables of the file. */
    MakeVariables variables() {
        return variables;
    }

    List<Rule> rules() {
        return rules;
    }

    /** The variables that the file sets for one target, or for the targets of a pattern. */
    Map<String, MakeVariables> ofTargets() {
        return ofTargets;
    }

    /** The directories of prerequisites. */
    SearchPaths paths() {
        return paths;
    }

    /** The files that {@code -include} did not find, with the lines that name them. */
    Map<String, Spot> missing() {
        return missing;
    }

    /** From now on, recipes are expanded, and no rule may be added. */
    void close() {
        closed = true;
    }

    /** Adds a rule. */
    Rule add(Rule rule) throws BadInput {
        if (closed) {
            throw rule.spot().refused("a recipe defines a rule");
        }
        for (String target : rule.targets()) {
            if (NOT_READ.contains(target)) {
                throw rule.spot().refused(target + " is not read");
            }
        }
        if (rules.size() >= MOST_RULES) {
            throw rule.spot().refused("more than " + MOST_RULES + " rules");
        }
        Rule added = withoutSuffixes(rule);
        rules.add(added);
        return added;
    }

    /** A rule such as {@code .cfg.bin:} as the pattern rule {@code %.bin: %.cfg}. */
    private static Rule withoutSuffixes(Rule rule) {
        Matcher suffixes = SUFFIXES.matcher(String.join(" ", rule.targets()));
        return suffixes.matches() && rule.prerequisites().isEmpty()
                ? new Rule(
                        List.of("%" + suffixes.group(2)),
                        Optional.empty(),
                        List.of("%" + suffixes.group(1)),
                        List.of(),
                        rule.recipe(),
                        rule.spot())
                : rule;
    }

    /** The variables of a target, within those of the target that needs it. */
    MakeVariables scope(String target, MakeVariables outer) {
        MakeVariables scope = new MakeVariables(outer);
        ofTargets.entrySet().stream()
                .filter(entry -> MakePattern.stem(entry.getKey(), target).isPresent())
                .sorted((first, second) -> stem(second.getKey(), target) - stem(first.getKey(), target))
                .forEach(entry -> entry.getValue().copyTo(scope));
        return scope;
    }

    /** The length of the text that a pattern's percent sign stands for. The shorter it is, the closer is the pattern. */
    private static int stem(String pattern, String target) {
        return pattern.contains("%")
                ? MakePattern.stem(pattern, target).orElse("").length()
                : -1;
    }
}
