// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a shell script into words and operators. Redirections and here-documents are left out. */
final class ShellLexer {
    private static final String BLANKS = " \t\r";
    private static final String ENDS_WORD = BLANKS + "\n;&|()<>";
    private static final List<String> OPERATORS = List.of(";;", "&&", "||", ";", "&", "|", "(", ")");
    private static final List<String> REDIRECTIONS =
            List.of("<<<", "<<-", "<<", "<>", "<&", "<", ">>", ">&", ">|", ">", "&>>", "&>");
    private static final Pattern ARRAY = Pattern.compile("[A-Za-z_]\\w*\\+?=");

    private final String file;
    private final String text;
    private final List<HereDocument> waiting = new ArrayList<>();
    private int at;
    private int line;

    private record HereDocument(String end, boolean tabs) {}

    /**
     * A word or an operator.
     *
     * @param operator the operator, a line end as {@code \n}; null for a word
     */
    record Token(@Nullable String operator, Word word, int line) {}

    /** A lexer for a text whose first line has a number. */
    ShellLexer(String file, String text, int line) {
        this.file = file;
        this.text = text;
        this.line = line;
    }

    /** All tokens. */
    List<Token> tokens() throws BadInput {
        List<Token> tokens = new ArrayList<>();
        for (Optional<Token> token = next(); token.isPresent(); token = next()) {
            tokens.add(token.get());
        }
        return tokens;
    }

    private Optional<Token> next() throws BadInput {
        while (true) {
            skipBlanks();
            if (at >= text.length()) {
                return Optional.empty();
            }
            if (text.charAt(at) == '#') {
                at = end(text.indexOf('\n', at));
            } else if (text.charAt(at) == '\n') {
                Token token = operator("\n");
                line++;
                skipHereDocuments();
                return Optional.of(token);
            } else if (!skipRedirection()) {
                for (String operator : OPERATORS) {
                    if (text.startsWith(operator, at)) {
                        return Optional.of(operator(operator));
                    }
                }
                int start = line;
                return Optional.of(new Token(null, word(ENDS_WORD), start));
            }
        }
    }

    private Token operator(String operator) {
        at += operator.length();
        return new Token(operator, new Word(List.of(), line), line);
    }

    private void skipBlanks() {
        while (at < text.length()) {
            if (BLANKS.indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.startsWith("\\\n", at)) {
                at += 2;
                line++;
            } else {
                return;
            }
        }
    }

    /** Skips a redirection with its file. */
    private boolean skipRedirection() throws BadInput {
        int begin = at;
        while (begin < text.length() && Character.isDigit(text.charAt(begin))) {
            begin++;
        }
        for (String operator : REDIRECTIONS) {
            if (text.startsWith(operator, begin) && (begin == at || !operator.startsWith("&"))) {
                at = begin + operator.length();
                skipBlanks();
                Word target = word(ENDS_WORD);
                if (operator.equals("<<") || operator.equals("<<-")) {
                    waiting.add(new HereDocument(literal(target), operator.endsWith("-")));
                }
                return true;
            }
        }
        return false;
    }

    private static String literal(Word word) {
        StringBuilder literal = new StringBuilder();
        for (Word.Part part : word.parts()) {
            literal.append(part instanceof Word.Literal plain ? plain.text() : "");
        }
        return literal.toString();
    }

    private void skipHereDocuments() {
        for (HereDocument document : waiting) {
            boolean ended = false;
            while (!ended && at < text.length()) {
                int end = end(text.indexOf('\n', at));
                String content = text.substring(at, end);
                ended = (document.tabs() ? content.replaceFirst("^\t+", "") : content).equals(document.end());
                at = Math.min(end + 1, text.length());
                line++;
            }
        }
        waiting.clear();
    }

    /** A whole text as one word within double quotes. */
    Word quotedWord() throws BadInput {
        List<Word.Part> parts = new ArrayList<>();
        int start = line;
        doubleQuoted(parts, false);
        return new Word(parts, start);
    }

    private Word word(String ends) throws BadInput {
        List<Word.Part> parts = new ArrayList<>();
        int start = line;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '(' && isArray(parts)) {
                parts.add(elements());
            } else if (c == '(' && parts.isEmpty() && at > 0 && "<>".indexOf(text.charAt(at - 1)) >= 0) {
                parts.add(new Word.Unknown("<" + parenthesized(), true));
            } else if (ends.indexOf(c) >= 0) {
                break;
            } else if (c == '\\') {
                at += 2;
                if (at > text.length()) {
                    at = text.length();
                } else if (text.charAt(at - 1) == '\n') {
                    line++;
                } else {
                    add(parts, text.substring(at - 1, at), true);
                }
            } else if (c == '\'') {
                int end = text.indexOf('\'', at + 1);
                if (end < 0) {
                    throw Refusals.syntax(file, line, "a quote ' without an end");
                }
                String quoted = text.substring(at + 1, end);
                add(parts, quoted, true);
                line += (int) quoted.chars().filter(each -> each == '\n').count();
                at = end + 1;
            } else if (c == '"') {
                at++;
                doubleQuoted(parts, true);
            } else if (c == '$' || c == '`') {
                parts.add(dollar(false));
            } else {
                add(parts, String.valueOf(c), false);
                at++;
            }
        }
        return new Word(parts, start);
    }

    private static boolean isArray(List<Word.Part> parts) {
        return parts.size() == 1
                && parts.get(0) instanceof Word.Literal name
                && ARRAY.matcher(name.text()).matches();
    }

    private Word.Part elements() throws BadInput {
        int start = line;
        at++;
        List<Word> words = new ArrayList<>();
        for (Optional<Token> token = next(); token.isPresent(); token = next()) {
            if (")".equals(token.get().operator())) {
                return new Word.Elements(words);
            } else if (token.get().operator() == null) {
                words.add(token.get().word());
            }
        }
        throw Refusals.syntax(file, start, "a list in parentheses without an end");
    }

    private static void add(List<Word.Part> parts, String text, boolean quoted) {
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last) instanceof Word.Literal former && former.quoted() == quoted) {
            parts.set(last, new Word.Literal(former.text() + text, quoted));
        } else {
            parts.add(new Word.Literal(text, quoted));
        }
    }

    /** Reads up to the closing quote, or, without one, to the end of the text. */
    private void doubleQuoted(List<Word.Part> parts, boolean closed) throws BadInput {
        int start = line;
        add(parts, "", true);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' && closed) {
                at++;
                return;
            } else if (c == '\\' && at + 1 < text.length() && "$`\"\\\n".indexOf(text.charAt(at + 1)) >= 0) {
                if (text.charAt(at + 1) == '\n') {
                    line++;
                } else {
                    add(parts, text.substring(at + 1, at + 2), true);
                }
                at += 2;
            } else if (c == '$' || c == '`') {
                parts.add(dollar(true));
            } else {
                line += c == '\n' ? 1 : 0;
                add(parts, String.valueOf(c), true);
                at++;
            }
        }
        if (closed) {
            throw Refusals.syntax(file, start, "a quote \" without an end");
        }
    }

    private Word.Part dollar(boolean quoted) throws BadInput {
        ShellParameter parameter = new ShellParameter(new Place.WholeLine(file, line), quoted);
        ShellParameter.Read read = parameter.read(text, at);
        line += (int)
                text.substring(at, read.end()).chars().filter(c -> c == '\n').count();
        at = read.end();
        return read.part();
    }

    private String parenthesized() throws BadInput {
        int end = ShellParameter.closing(new Place.WholeLine(file, line), text, at, '(', ')');
        String inner = text.substring(at, end);
        line += (int) inner.chars().filter(c -> c == '\n').count();
        at = end;
        return inner;
    }

    private int end(int found) {
        return found < 0 ? text.length() : found;
    }
}
