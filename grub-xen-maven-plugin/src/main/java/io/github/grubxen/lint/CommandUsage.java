// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The options and arguments of a command.
 *
 * @param kind how it reads its words
 * @param least minimum number of arguments, without options
 * @param unless options, with their hyphens; with one of them the command needs no argument
 * @param most maximum number of arguments, without options
 * @param refuses whether it refuses more arguments; otherwise it ignores them
 * @param options its options
 */
record CommandUsage(Kind kind, int least, Set<String> unless, int most, boolean refuses, List<CommandOption> options) {
    /** How a command reads its words. */
    enum Kind {
        /** No option is parsed: a word with a hyphen is an argument. */
        PLAIN,
        /** The command itself looks for its options. Any other word with a hyphen is a name. */
        OWN,
        /** Options are parsed, and unknown ones refused. */
        PARSED,
        /** Options are parsed, and an unknown option is an argument to look for. */
        SEARCH,
        /** Options are parsed, and an unknown one is an argument. */
        FREE
    }

    /** Copies the collections. */
    CommandUsage {
        unless = Set.copyOf(unless);
        options = List.copyOf(options);
    }

    Optional<CommandOption> withLongName(String name) {
        return options.stream()
                .filter(option -> !name.isEmpty() && option.longName().equals(name))
                .findFirst();
    }

    /** The groups of options. One option of each group is required. */
    List<List<CommandOption>> alternatives() {
        Map<Integer, List<CommandOption>> groups = new TreeMap<>();
        for (CommandOption option : options) {
            if (option.group() > 0) {
                groups.computeIfAbsent(option.group(), group -> new ArrayList<>())
                        .add(option);
            }
        }
        return List.copyOf(groups.values());
    }

    Optional<CommandOption> withShortName(char name) {
        return options.stream().filter(option -> option.shortName() == name).findFirst();
    }
}
