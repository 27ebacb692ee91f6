// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What begins with a dollar sign or a back quote in a shell script.
 *
 * @param place its line
 * @param quoted whether it is within double quotes
 */
record ShellParameter(Place.WholeLine place, boolean quoted) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern BRACED =
            Pattern.compile("(?s)([A-Za-z_]\\w*(?:\\[@\\])?|[0-9]+|[@*])(?:(:?[-=+?]|%%?|##?)(.*))?");
    private static final Pattern PATH_PART = Pattern.compile("\\s*(basename|dirname)\\s.*", Pattern.DOTALL);

    /** Maximum depth of expansions within each other. It bounds the stack. */
    private static final int DEPTH = 50;

    private static final ThreadLocal<Integer> OPEN = ThreadLocal.withInitial(() -> 0);

    /**
     * A part, and the offset after it.
     *
     * @param part the part
     * @param end the offset
     */
    record Read(Word.Part part, int end) {}

    Read read(String text, int at) throws BadInput {
        if (OPEN.get() > DEPTH) {
            throw new BadInput(place, "more than " + DEPTH + " expansions within each other", Refusals.PLAIN);
        }
        OPEN.set(OPEN.get() + 1);
        try {
            return readOne(text, at);
        } finally {
            OPEN.set(OPEN.get() - 1);
        }
    }

    private Read readOne(String text, int at) throws BadInput {
        if (text.charAt(at) == '`') {
            int end = text.indexOf('`', at + 1);
            if (end < 0) {
                throw new BadInput(place, "a back quote without an end", Refusals.PLAIN);
            }
            return new Read(substitution(text.substring(at, end + 1), text.substring(at + 1, end)), end + 1);
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == '(') {
            int end = closing(place, text, at + 1, '(', ')');
            return new Read(substitution(text.substring(at, end), text.substring(at + 2, end - 1)), end);
        }
        if (next == '{') {
            int end = closing(place, text, at + 1, '{', '}');
            return new Read(braced(text.substring(at, end), text.substring(at + 2, end - 1)), end);
        }
        Matcher name = NAME.matcher(text).region(at + 1, text.length());
        if (name.lookingAt()) {
            return new Read(parameter(name.group()), name.end());
        }
        if (Character.isDigit(next) || next == '@' || next == '*') {
            return new Read(parameter(String.valueOf(next)), at + 2);
        }
        if ("#?$!-".indexOf(next) >= 0) {
            return new Read(new Word.Unknown("$" + next, quoted), at + 2);
        }
        return new Read(new Word.Literal("$", true), at + 1);
    }

    private Word.Part parameter(String name) {
        return new Word.Parameter(name, "", new Word(List.of(), place.line()), quoted);
    }

    private Word.Part braced(String source, String inner) throws BadInput {
        Matcher matcher = BRACED.matcher(inner);
        if (!matcher.matches()) {
            return new Word.Unknown(source, quoted);
        }
        String operand = matcher.group(3) == null ? "" : matcher.group(3);
        String operator = matcher.group(2) == null ? "" : matcher.group(2);
        boolean pattern = operator.startsWith("%") || operator.startsWith("#");
        Word word = pattern
                ? new Word(List.of(new Word.Literal(operand, false)), place.line())
                : new ShellLexer(place.file(), operand.replace("\"", ""), place.line()).quotedWord();
        return pattern && operand.contains("$")
                ? new Word.Unknown(source, quoted)
                : new Word.Parameter(matcher.group(1), operator, word, quoted);
    }

    /** Only basename and dirname need no run. */
    private Word.Part substitution(String source, String inner) throws BadInput {
        if (PATH_PART.matcher(inner).matches()) {
            List<ShellLexer.Token> tokens = new ShellLexer(place.file(), inner, place.line()).tokens();
            List<Word> words = tokens.stream().map(ShellLexer.Token::word).toList();
            boolean plain = tokens.stream().allMatch(token -> token.operator() == null);
            boolean directory = inner.strip().startsWith("dirname");
            if (plain && words.size() >= 2 && words.size() <= (directory ? 2 : 3)) {
                return new Word.PathPart(directory, words.subList(1, words.size()), quoted);
            }
        }
        return new Word.Unknown(source, quoted);
    }

    /**
     * The offset after the bracket that closes the one at an offset. Brackets within quotes are not counted.
     *
     * @throws BadInput if there is none
     */
    static int closing(Place place, String text, int at, char open, char close) throws BadInput {
        int depth = 0;
        char quote = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == open) {
                depth++;
            } else if (c == close && --depth == 0) {
                return i + 1;
            }
        }
        throw new BadInput(place, "a " + open + " without its " + close, Refusals.PLAIN);
    }
}
