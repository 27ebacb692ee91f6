// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands the variables and functions in a text of a Makefile. */
final class Expansion {
    /** Maximum depth of expansions within each other. It stops variables that refer to themselves. */
    private static final int DEPTH = 60;

    /** Maximum number of expansions of one file. It bounds time, because each variable can use another one twice. */
    private static final int MOST_STEPS = 200_000;

    private static final Pattern FUNCTION = Pattern.compile("([a-z]+(?:-[a-z]+)?)[ \t]+([\\s\\S]*)");
    private static final Pattern SUBSTITUTION = Pattern.compile("([^:]+):([^=]*)=([\\s\\S]*)");

    /** Maximum number of characters of all expansions of one file. It bounds time. */
    private static final long MOST_CHARACTERS = 1L << 27;

    private final MakeFunctions functions;
    private final Evaluator evaluator;
    private final Set<String> undefined = new LinkedHashSet<>();
    private int depth;
    private int steps;
    private long characters;
    private Optional<BadInput> failure = Optional.empty();

    /** Reads a text as a part of the Makefile, for {@code $(eval ...)}. */
    @FunctionalInterface
    interface Evaluator {
        /**
         * Reads a text.
         *
         * @param scope the variables that the text can use
         */
        void read(String text, MakeVariables scope, Spot spot) throws IOException;
    }

    /**
     * An expansion.
     *
     * @param directory the directory in which make would run
     */
    Expansion(Path directory, Evaluator evaluator) {
        functions = new MakeFunctions(directory, this);
        this.evaluator = evaluator;
    }

    /**
     * Reads a text as a part of the Makefile. A refusal is kept until {@link #endStatement}: the variable whose value contains
     * the call may never be used, but the rules would be missing.
     */
    void evaluate(String text, MakeVariables scope, Spot spot) throws IOException {
        try {
            evaluator.read(text, scope, spot);
        } catch (BadInput e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /** Must be called after each statement. Throws the refusal of a text that the statement evaluated. */
    void endStatement() throws BadInput {
        Optional<BadInput> refused = failure;
        failure = Optional.empty();
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    /** Names of variables without a value that were used since the last call. */
    List<String> takeUndefined() {
        List<String> names = List.copyOf(undefined);
        undefined.clear();
        return names;
    }

    /**
     * Expands a text.
     *
     * @throws BadInput if it uses a value that only a run would show
     */
    String expand(String text, MakeVariables variables, Spot spot) throws IOException {
        if (depth >= DEPTH) {
            throw spot.refused("more than " + DEPTH + " expansions within each other");
        }
        if (++steps > MOST_STEPS || characters > MOST_CHARACTERS) {
            throw spot.refused("more than " + MOST_STEPS + " expansions in one file, or they have more than "
                    + MOST_CHARACTERS + " characters");
        }
        depth++;
        try {
            StringBuilder expanded = new StringBuilder();
            int at = 0;
            while (at < text.length()) {
                int dollar = text.indexOf('$', at);
                if (dollar < 0 || dollar == text.length() - 1) {
                    expanded.append(text, at, text.length());
                    break;
                }
                expanded.append(text, at, dollar);
                char next = text.charAt(dollar + 1);
                if (next == '$') {
                    expanded.append('$');
                    at = dollar + 2;
                } else if (next == '(' || next == '{') {
                    int end = closing(text, dollar + 1, spot);
                    expanded.append(reference(text.substring(dollar + 2, end), variables, spot));
                    at = end + 1;
                } else {
                    expanded.append(variable(String.valueOf(next), variables, spot));
                    at = dollar + 2;
                }
                if (expanded.length() > MakeVariables.LONGEST_VALUE) {
                    throw spot.refused("a value is longer than " + MakeVariables.LONGEST_VALUE + " characters");
                }
            }
            characters += expanded.length();
            return expanded.toString();
        } finally {
            depth--;
        }
    }

    private String reference(String inner, MakeVariables variables, Spot spot) throws IOException {
        Matcher function = FUNCTION.matcher(inner);
        if (function.matches() && MakeFunctions.NAMES.contains(function.group(1))) {
            return functions.call(function.group(1), arguments(function.group(2)), variables, spot);
        }
        Matcher substitution = SUBSTITUTION.matcher(inner);
        if (substitution.matches()) {
            String name = expand(substitution.group(1), variables, spot);
            String from = expand(substitution.group(2), variables, spot);
            String to = expand(substitution.group(3), variables, spot);
            boolean pattern = from.contains("%");
            return MakeFunctions.patsubst(
                    pattern ? from : "%" + from, pattern ? to : "%" + to, variable(name, variables, spot));
        }
        return variable(expand(inner, variables, spot), variables, spot);
    }

    /** The value of a variable, with the two parts of an automatic variable: {@code @D}, {@code @F}. */
    String variable(String name, MakeVariables variables, Spot spot) throws IOException {
        if (name.length() == 2 && "@<^+*?|".indexOf(name.charAt(0)) >= 0 && "DF".indexOf(name.charAt(1)) >= 0) {
            String words = variable(name.substring(0, 1), variables, spot);
            return MakeFunctions.each(
                    words,
                    word -> name.charAt(1) == 'F'
                            ? MakeFunctions.name(word)
                            : MakeFunctions.directory(word).replaceFirst("(?<=.)/$", ""));
        }
        MakeVariables.Value value = variables.get(name).orElse(null);
        if (value == null) {
            if (!name.matches("[0-9]+")) { // those of a call are empty without an argument
                undefined.add(name);
            }
            return "";
        }
        String text = variables.text(name);
        return value.recursive() ? expand(text, variables, spot) : text;
    }

    /** Cuts the arguments of a function at the commas outside of parentheses. */
    static List<String> arguments(String text) {
        List<String> arguments = new ArrayList<>();
        int open = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '{') {
                open++;
            } else if (c == ')' || c == '}') {
                open--;
            } else if (c == ',' && open == 0) {
                arguments.add(text.substring(start, i));
                start = i + 1;
            }
        }
        arguments.add(text.substring(start));
        return arguments;
    }

    private int closing(String text, int at, Spot spot) throws BadInput {
        int end = closing(text, at);
        if (end < 0) {
            throw spot.refused("a $" + text.charAt(at) + " without its end");
        }
        return end;
    }

    /** The offset of the bracket that closes the one at an offset, or -1. Only brackets of the same kind are counted. */
    static int closing(String text, int at) {
        char open = text.charAt(at);
        char close = open == '(' ? ')' : '}';
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            if (text.charAt(i) == open) {
                depth++;
            } else if (text.charAt(i) == close && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
