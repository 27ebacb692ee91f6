// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

/** The lines of a Makefile, with continued lines joined. */
final class MakeLines {
    private static final char COLON = ':';

    private final String[] lines;
    private int at;

    MakeLines(String text) {
        lines = text.split("\n", -1);
    }

    boolean hasNext() {
        return at < lines.length;
    }

    /** The number of the next line, from 1. */
    int number() {
        return at + 1;
    }

    /** Whether the next line begins with a tab, as the lines of a recipe do. */
    boolean atRecipe() {
        return lines[at].startsWith("\t");
    }

    /** A line of a recipe. The shell joins its continued lines, so they stay as they are. */
    String nextOfRecipe() {
        StringBuilder line = new StringBuilder(lines[at++].substring(1));
        while (isContinued(line) && at < lines.length) {
            line.append('\n').append(lines[at++].replaceFirst("^\t", ""));
        }
        return line.toString();
    }

    /** Another line, without its comment. */
    String next() {
        return withoutComment(nextOfDefinition());
    }

    /** A line of a variable's definition, which keeps what looks like a comment. */
    String nextOfDefinition() {
        StringBuilder line = new StringBuilder(lines[at++]);
        while (isContinued(line) && at < lines.length) {
            line.setLength(line.length() - 1);
            String joined = line.toString().stripTrailing() + " " + lines[at++].stripLeading();
            line.setLength(0);
            line.append(joined);
        }
        return line.toString();
    }

    private static boolean isContinued(StringBuilder line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    static String withoutComment(String line) {
        int hash = line.indexOf('#');
        while (hash > 0 && line.charAt(hash - 1) == '\\') {
            hash = line.indexOf('#', hash + 1);
        }
        return (hash < 0 ? line : line.substring(0, hash)).replace("\\#", "#");
    }

    /** The offset of the first colon outside of references to variables, or -1. */
    static int colon(String text, int from) {
        return outside(text, COLON, from);
    }

    /** The offset of the first such character outside of references to variables, or -1. */
    static int outside(String text, char wanted, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '$' && i + 1 < text.length() && "({".indexOf(text.charAt(i + 1)) >= 0) {
                int end = Expansion.closing(text, i + 1);
                i = end < 0 ? i + 1 : end;
            } else if (c == '\\') {
                i++;
            } else if (c == wanted) {
                return i;
            }
        }
        return -1;
    }
}
