// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import java.util.regex.Pattern;

/**
 * Recognizes a configuration that is a Python program. The former toolstack xm executed its configurations, so they could contain
 * expressions and statements.
 *
 * <p>Source: the characters after which libxlutil 4.17 to 4.21 prints its warning about Python.
 */
final class PythonCode {
    /** Characters of expressions. They are in no setting, except inside names, numbers and strings. */
    private static final String EXPRESSION = "+-.():";

    /** A statement at the beginning of a line. Names of settings are followed by an operator. */
    private static final Pattern STATEMENT = Pattern.compile(
            "(?m)^[ \t]*+(?:import|from|def|if|elif|else|for|while|try|print|with|exec)\\b(?![ \t]*+\\+?=)");

    private final String text;
    private int at;

    private PythonCode(String text) {
        this.text = text;
    }

    /** Whether a text that xl refuses looks like Python. */
    static boolean isLikely(String text) {
        return new PythonCode(text).hasExpression() || STATEMENT.matcher(text).find();
    }

    private boolean hasExpression() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                at = text.indexOf('\n', at) < 0 ? end(" \t\n") : end("\n");
            } else if (Lexer.isLetter(c) || Lexer.isDigit(c)) {
                skipWord(Lexer.isLetter(c) ? "abcdefghijklmnopqrstuvwxyz0123456789._" : "0123456789abcdefx");
            } else if (text.startsWith("+=", at)) {
                at += 2;
            } else if (EXPRESSION.indexOf(c) >= 0) {
                return true;
            } else if (" \t\n=[];,".indexOf(c) >= 0) {
                at++;
            } else {
                int close = c == '\'' || c == '"' ? closing(c) : -1;
                at = close < 0 ? end(" \t\n") : close + 1;
            }
        }
        return false;
    }

    private void skipWord(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The offset of the quote that ends a string, or -1 if no quote of its line does. */
    private int closing(char quote) {
        for (int i = at + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
            if (text.charAt(i) == '\\' && !text.startsWith("\n", i + 1)) {
                i++;
            }
        }
        return -1;
    }

    /** The offset of the next of some characters, or that of the end. */
    private int end(String ends) {
        int end = at + 1;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
