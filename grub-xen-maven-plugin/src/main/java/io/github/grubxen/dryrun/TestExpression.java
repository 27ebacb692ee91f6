// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The expression of {@code [} and {@code test}.
 *
 * <p>Source: GRUB, grub-core/commands/test.c, test_parse.
 */
final class TestExpression {
    private static final Set<String> BINARY =
            Set.of("=", "==", "!=", "<", "<=", ">", ">=", "-eq", "-ge", "-gt", "-le", "-lt", "-ne", "-pgt", "-plt");

    private static final Set<String> UNARY = Set.of("-d", "-e", "-f", "-s", "-n", "-z");

    private final List<String> words;
    private final Disks disks;
    private final String root;
    private int at;

    private TestExpression(List<String> words, Disks disks, String root) {
        this.words = words;
        this.disks = disks;
        this.root = root;
    }

    /** Whether the expression holds; a final {@code ]} is ignored. */
    static boolean holds(List<String> words, Disks disks, String root) throws IOException {
        boolean closed = !words.isEmpty() && words.get(words.size() - 1).equals("]");
        return new TestExpression(closed ? words.subList(0, words.size() - 1) : words, disks, root).parse();
    }

    private boolean parse() throws IOException {
        boolean or = false;
        boolean and = true;
        boolean invert = false;
        while (at < words.size()) {
            String word = words.get(at);
            boolean value;
            if (at + 2 < words.size() && BINARY.contains(words.get(at + 1))) {
                value = compare(word, words.get(at + 1), words.get(at + 2));
                at += 3;
            } else if (at + 1 < words.size() && UNARY.contains(word)) {
                value = unary(word, words.get(at + 1));
                at += 2;
            } else if (word.equals(")")) {
                at++;
                return or || and;
            } else if (word.equals("(")) {
                at++;
                value = parse();
            } else if (word.equals("!")) {
                at++;
                invert = !invert;
                continue;
            } else if (word.equals("-a")) {
                at++;
                continue;
            } else if (word.equals("-o")) {
                at++;
                or |= and;
                and = true;
                continue;
            } else {
                at++;
                value = !word.isEmpty();
            }
            and &= invert != value;
            invert = false;
        }
        return or || and;
    }

    private boolean unary(String operator, String operand) throws IOException {
        if (operator.equals("-n") || operator.equals("-z")) {
            return operand.isEmpty() == operator.equals("-z");
        }
        Optional<FilePath> path = FilePath.of(operand, root);
        Optional<Disks.Entry> entry = path.isEmpty()
                ? Optional.empty()
                : disks.entry(path.get().device(), path.get().path());
        return switch (operator) {
            case "-d" -> entry.filter(Disks.Entry::directory).isPresent();
            case "-f" -> entry.filter(found -> !found.directory()).isPresent();
            case "-s" ->
                entry.filter(found -> !found.directory() && found.size() > 0).isPresent();
            default -> entry.isPresent();
        };
    }

    private static boolean compare(String left, String operator, String right) {
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "<" -> left.compareTo(right) < 0;
            case "<=" -> left.compareTo(right) <= 0;
            case ">" -> left.compareTo(right) > 0;
            case ">=" -> left.compareTo(right) >= 0;
            case "-eq" -> number(left) == number(right);
            case "-ne" -> number(left) != number(right);
            case "-lt" -> number(left) < number(right);
            case "-le" -> number(left) <= number(right);
            case "-gt" -> number(left) > number(right);
            case "-ge" -> number(left) >= number(right);
            case "-pgt" -> number(withoutPrefix(left, right)) > number(withoutPrefix(right, left));
            default -> number(withoutPrefix(left, right)) < number(withoutPrefix(right, left));
        };
    }

    /** A text without the beginning that it shares with another, up to the first digit that differs. */
    private static String withoutPrefix(String text, String other) {
        int same = 0;
        while (same < text.length()
                && same < other.length()
                && text.charAt(same) == other.charAt(same)
                && !Character.isDigit(text.charAt(same))) {
            same++;
        }
        return text.substring(same);
    }

    private static long number(String text) {
        String digits = text.strip().replaceFirst("^([+-]?\\d{1,18}).*$", "$1");
        return digits.matches("[+-]?\\d{1,18}") ? Long.parseLong(digits) : 0;
    }
}
