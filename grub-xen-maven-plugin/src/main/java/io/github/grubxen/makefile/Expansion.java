// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

    private final String file;
    private final MakeFunctions functions;
    private final Set<String> undefined = new LinkedHashSet<>();
    private int depth;
    private int steps;

    /**
     * An expansion.
     *
     * @param file the name of the Makefile, for messages
     * @param directory the directory in which make would run
     */
    Expansion(String file, Path directory) {
        this.file = file;
        functions = new MakeFunctions(file, directory, this);
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
    String expand(String text, MakeVariables variables, int line) throws IOException {
        if (depth >= DEPTH || ++steps > MOST_STEPS) {
            throw Refusals.syntax(
                    file,
                    line,
                    depth >= DEPTH
                            ? "more than " + DEPTH + " expansions within each other"
                            : "more than " + MOST_STEPS + " expansions in one file");
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
                    int end = closing(text, dollar + 1, line);
                    expanded.append(reference(text.substring(dollar + 2, end), variables, line));
                    at = end + 1;
                } else {
                    expanded.append(variable(String.valueOf(next), variables, line));
                    at = dollar + 2;
                }
                if (expanded.length() > MakeVariables.LONGEST_VALUE) {
                    throw Refusals.syntax(
                            file, line, "a value is longer than " + MakeVariables.LONGEST_VALUE + " characters");
                }
            }
            return expanded.toString();
        } finally {
            depth--;
        }
    }

    private String reference(String inner, MakeVariables variables, int line) throws IOException {
        Matcher function = FUNCTION.matcher(inner);
        if (function.matches() && MakeFunctions.NAMES.contains(function.group(1))) {
            return functions.call(function.group(1), arguments(function.group(2)), variables, line);
        }
        Matcher substitution = SUBSTITUTION.matcher(inner);
        if (substitution.matches()) {
            String name = expand(substitution.group(1), variables, line);
            String from = expand(substitution.group(2), variables, line);
            String to = expand(substitution.group(3), variables, line);
            boolean pattern = from.contains("%");
            return MakeFunctions.patsubst(
                    pattern ? from : "%" + from, pattern ? to : "%" + to, variable(name, variables, line));
        }
        return variable(expand(inner, variables, line), variables, line);
    }

    /** The value of a variable, with the two parts of an automatic variable: {@code @D}, {@code @F}. */
    String variable(String name, MakeVariables variables, int line) throws IOException {
        if (name.length() == 2 && "@<^+*?|".indexOf(name.charAt(0)) >= 0 && "DF".indexOf(name.charAt(1)) >= 0) {
            String words = variable(name.substring(0, 1), variables, line);
            return MakeFunctions.each(
                    words,
                    word -> name.charAt(1) == 'F'
                            ? MakeFunctions.name(word)
                            : MakeFunctions.directory(word).replaceFirst("(?<=.)/$", ""));
        }
        MakeVariables.Value value = variables.get(name).orElse(null);
        if (value == null) {
            undefined.add(name);
            return "";
        }
        if (value.refusal().isPresent()) {
            throw value.refusal().get();
        }
        return value.recursive() ? expand(value.text(), variables, line) : value.text();
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

    private int closing(String text, int at, int line) throws BadInput {
        int end = closing(text, at);
        if (end < 0) {
            throw Refusals.syntax(file, line, "a $" + text.charAt(at) + " without its end");
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
