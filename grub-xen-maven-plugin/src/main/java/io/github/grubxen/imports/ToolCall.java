// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import io.github.grubxen.makefile.Command;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of a tool, with its options.
 *
 * @param tool the tool
 * @param place the line
 * @param directory the directory in which the tool would run
 * @param options the values of each option in their order; a switch has empty values
 * @param arguments the words that belong to no option
 */
record ToolCall(Tool tool, Place place, Path directory, Map<ToolOption, List<String>> options, List<String> arguments) {
    private static final String CHECK = "Check the line.";

    /**
     * Parses the options of a command as getopt does: in any order, with values after a blank or joined.
     *
     * @throws BadInput if an option is unknown or has no value, or if a word is not known without a run of the file
     */
    static ToolCall parse(Tool tool, Command command, int program) throws BadInput {
        List<String> words = command.texts();
        Map<ToolOption, List<String>> options = new EnumMap<>(ToolOption.class);
        ToolCall call = new ToolCall(tool, command.place(), command.directory(), options, new ArrayList<>());
        int at = program + 1;
        while (at < words.size()) {
            String word = words.get(at++);
            if (word.equals("--")) {
                call.arguments.addAll(words.subList(at, words.size()));
                break;
            } else if (word.startsWith("--")) {
                int equals = word.indexOf('=');
                String name = word.substring(2, equals < 0 ? word.length() : equals);
                ToolOption option = call.one(ToolOption.byName(tool, name), word);
                boolean next = option.hasArgument() && equals < 0;
                call.add(option, next ? call.value(words, at, word) : equals < 0 ? "" : word.substring(equals + 1));
                at += next ? 1 : 0;
            } else if (word.startsWith("-") && word.length() > 1) {
                for (int i = 1; i < word.length(); i++) {
                    ToolOption option = call.one(ToolOption.byLetter(tool, word.substring(i, i + 1)), word);
                    if (option.hasArgument()) {
                        boolean next = i == word.length() - 1;
                        call.add(option, next ? call.value(words, at, word) : word.substring(i + 1));
                        at += next ? 1 : 0;
                        break;
                    }
                    call.add(option, "");
                }
            } else {
                call.arguments.add(word);
            }
        }
        return call;
    }

    private void add(ToolOption option, String value) {
        options.computeIfAbsent(option, any -> new ArrayList<>()).add(value);
    }

    private ToolOption one(List<ToolOption> found, String word) throws BadInput {
        if (found.size() != 1) {
            throw refused("'" + word + "' is not an option of " + tool, CHECK);
        }
        return found.get(0);
    }

    private String value(List<String> words, int at, String word) throws BadInput {
        if (at >= words.size()) {
            throw refused("nothing after " + word, CHECK);
        }
        return words.get(at);
    }

    /** The last value of an option. */
    Optional<String> last(ToolOption option) {
        List<String> values = options.getOrDefault(option, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** The last value of an option as words. */
    Optional<List<String>> words(ToolOption option) {
        return last(option)
                .map(value ->
                        value.isBlank() ? List.of() : List.of(value.strip().split("\\s+")));
    }

    /** Whether an option is given. */
    boolean has(ToolOption option) {
        return options.containsKey(option);
    }

    /** The file that a word names. */
    Path path(String word) throws BadInput {
        try {
            return directory.resolve(word).normalize();
        } catch (InvalidPathException e) {
            throw refused("no path: " + e.getReason(), CHECK);
        }
    }

    /** The file that an option names. */
    Optional<Path> path(ToolOption option) throws BadInput {
        Optional<String> word = last(option);
        return word.isEmpty() ? Optional.empty() : Optional.of(path(word.get()));
    }

    /** A refusal at the line of the call. */
    BadInput refused(String problem, String remedy) {
        return new BadInput(place, problem, remedy);
    }
}
