// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The functions of make that depend on texts and file names only.
 *
 * @param directory the directory in which make would run
 * @param expansion expands the arguments
 */
record MakeFunctions(Path directory, Expansion expansion) {
    private static final Set<String> LAZY = Set.of("foreach", "if", "or", "and", "call");

    private static final Set<String> NOT_RUN = Set.of("shell", "file", "guile");

    /** All functions of make. */
    static final Set<String> NAMES = Set.of(
            "subst",
            "patsubst",
            "strip",
            "findstring",
            "filter",
            "filter-out",
            "sort",
            "word",
            "words",
            "wordlist",
            "firstword",
            "lastword",
            "dir",
            "notdir",
            "suffix",
            "basename",
            "addsuffix",
            "addprefix",
            "join",
            "wildcard",
            "realpath",
            "abspath",
            "foreach",
            "if",
            "or",
            "and",
            "call",
            "shell",
            "eval",
            "file",
            "guile",
            "value",
            "origin",
            "flavor",
            "error",
            "warning",
            "info");

    /** The value of a call. */
    String call(String name, List<String> given, MakeVariables variables, Spot spot) throws IOException {
        if (NOT_RUN.contains(name)) {
            throw spot.refused("$(" + name + " ...) is not run", Refusals.RUN);
        }
        if (LAZY.contains(name)) {
            return lazy(name, given, variables, spot);
        }
        List<String> a = new ArrayList<>();
        for (String argument : given) {
            a.add(expansion.expand(argument, variables, spot));
        }
        if (name.equals("error")) {
            throw spot.refused("make would stop here: " + String.join(",", a).strip(), Refusals.RUN);
        }
        int least = List.of("subst", "patsubst", "wordlist").contains(name)
                ? 3
                : List.of("findstring", "filter", "filter-out", "word", "addsuffix", "addprefix", "join")
                                .contains(name)
                        ? 2
                        : 1;
        if (a.size() < least) {
            throw spot.refused("$(" + name + " ...) with too few arguments");
        }
        // the last argument has the commas after it, as in make
        String last = String.join(",", a.subList(least - 1, a.size()));
        return switch (name) {
            case "subst" -> subst(a.get(0), a.get(1), last);
            case "patsubst" -> patsubst(a.get(0).strip(), a.get(1).strip(), last);
            case "strip" -> String.join(" ", words(last));
            case "findstring" -> last.contains(a.get(0)) ? a.get(0) : "";
            case "filter" -> filtered(last, matching(a.get(0)));
            case "filter-out" -> filtered(last, matching(a.get(0)).negate());
            case "sort" -> String.join(" ", new TreeSet<>(words(last)));
            case "word" -> word(words(last), number(a.get(0), spot), spot);
            case "words" -> String.valueOf(words(last).size());
            case "wordlist" -> wordList(words(last), number(a.get(0), spot), number(a.get(1), spot));
            case "firstword" -> words(last).stream().findFirst().orElse("");
            case "lastword" ->
                words(last).stream().reduce((first, second) -> second).orElse("");
            case "dir" -> each(last, MakeFunctions::directory);
            case "notdir" -> each(last, MakeFunctions::name);
            case "suffix" -> each(last, text -> text.substring(dot(text)));
            case "basename" -> each(last, text -> text.substring(0, dot(text)));
            case "addsuffix" -> each(last, text -> text + a.get(0));
            case "addprefix" -> each(last, text -> a.get(0) + text);
            case "join" -> joined(words(a.get(0)), words(last));
            case "wildcard" -> wildcard(last);
            case "realpath", "abspath" -> absolute(last, spot);
            case "value" -> variables.text(last.strip());
            case "origin" ->
                variables.get(last.strip()).map(MakeVariables.Value::origin).orElse("undefined");
            case "flavor" ->
                variables
                        .get(last.strip())
                        .map(value -> value.recursive() ? "recursive" : "simple")
                        .orElse("undefined");
            case "eval" -> {
                expansion.evaluate(last, variables, spot.inexact());
                yield "";
            }
            default -> ""; // info and warning
        };
    }

    private String lazy(String name, List<String> given, MakeVariables variables, Spot spot) throws IOException {
        switch (name) {
            case "foreach" -> {
                if (given.size() < 3) {
                    throw spot.refused("$(foreach ...) with too few arguments");
                }
                String variable =
                        expansion.expand(given.get(0), variables, spot).strip();
                String text = String.join(",", given.subList(2, given.size()));
                List<String> values = new ArrayList<>();
                for (String word : words(expansion.expand(given.get(1), variables, spot))) {
                    MakeVariables inner = new MakeVariables(variables);
                    inner.put(variable, word);
                    values.add(expansion.expand(text, inner, spot));
                }
                return String.join(" ", values);
            }
            case "if" -> {
                boolean holds =
                        !expansion.expand(given.get(0).strip(), variables, spot).isEmpty();
                int chosen = holds ? 1 : 2;
                return chosen < given.size() ? expansion.expand(given.get(chosen), variables, spot) : "";
            }
            case "call" -> {
                MakeVariables inner = new MakeVariables(variables);
                for (int i = 0; i < given.size(); i++) {
                    inner.put(String.valueOf(i), expansion.expand(given.get(i), variables, spot));
                }
                for (int i = given.size(); variables.get(String.valueOf(i)).isPresent(); i++) {
                    inner.put(String.valueOf(i), ""); // not the argument of the call around this one
                }
                return expansion.variable(
                        expansion.expand(given.get(0), variables, spot).strip(), inner, spot);
            }
            default -> {
                String value = "";
                for (String condition : given) {
                    value = expansion.expand(condition.strip(), variables, spot);
                    if (value.isEmpty() == name.equals("and")) {
                        return value;
                    }
                }
                return value;
            }
        }
    }

    /** The words of a text. */
    static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
    }

    static String each(String text, UnaryOperator<String> function) {
        return words(text).stream().map(function).collect(Collectors.joining(" "));
    }

    static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "./" : path.substring(0, slash + 1);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static int dot(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? dot : path.length();
    }

    private static String subst(String from, String to, String text) {
        return from.isEmpty() ? text + to : text.replace(from, to);
    }

    /** Replaces each word that matches a pattern. */
    static String patsubst(String pattern, String replacement, String text) {
        return each(
                text,
                word -> MakePattern.stem(pattern, word)
                        .map(stem -> pattern.contains("%") ? MakePattern.filled(replacement, stem) : replacement)
                        .orElse(word));
    }

    private static Predicate<String> matching(String patterns) {
        return word -> words(patterns).stream()
                .anyMatch(pattern -> MakePattern.stem(pattern, word).isPresent());
    }

    private static String filtered(String text, Predicate<String> wanted) {
        return words(text).stream().filter(wanted).collect(Collectors.joining(" "));
    }

    private int number(String text, Spot spot) throws BadInput {
        if (!text.strip().matches("[0-9]{1,6}")) {
            throw spot.refused("'" + text + "' is not a number of a word");
        }
        return Integer.parseInt(text.strip());
    }

    private String word(List<String> words, int number, Spot spot) throws BadInput {
        if (number < 1) {
            throw spot.refused("words are counted from 1");
        }
        return number <= words.size() ? words.get(number - 1) : "";
    }

    private static String wordList(List<String> words, int first, int last) {
        int from = Math.max(1, first);
        return from > Math.min(last, words.size())
                ? ""
                : String.join(" ", words.subList(from - 1, Math.min(last, words.size())));
    }

    private static String joined(List<String> first, List<String> second) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            pairs.add((i < first.size() ? first.get(i) : "") + (i < second.size() ? second.get(i) : ""));
        }
        return String.join(" ", pairs);
    }

    private String wildcard(String patterns) throws IOException {
        List<String> files = new ArrayList<>();
        for (String pattern : words(patterns)) {
            files.addAll(Globs.expand(directory, pattern));
        }
        return String.join(" ", files);
    }

    private String absolute(String paths, Spot spot) throws BadInput {
        List<String> absolute = new ArrayList<>();
        for (String path : words(paths)) {
            try {
                absolute.add(
                        directory.resolve(path).toAbsolutePath().normalize().toString());
            } catch (InvalidPathException e) {
                throw spot.refused("no path: " + e.getReason());
            }
        }
        return String.join(" ", absolute);
    }
}
