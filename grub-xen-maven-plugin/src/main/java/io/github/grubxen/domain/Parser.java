// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the tokens of a configuration. An assignment ends with a line feed or a semicolon, or with the file. A list may have a
 * comma after its last value, and line feeds between its tokens.
 *
 * <p>Source: the behaviour of libxlutil 4.17 to 4.21.
 */
final class Parser {
    /** Maximum number of lists within each other. */
    private static final int MAX_DEPTH = 100;

    private final Source source;
    private final Lexer lexer;
    private Token token;

    private Parser(Source source) throws BadInput {
        this.source = source;
        this.lexer = new Lexer(source);
        this.token = lexer.next();
    }

    /** All assignments of a file, in their order. */
    static List<Setting> settings(Source source) throws BadInput {
        return new Parser(source).settings();
    }

    private List<Setting> settings() throws BadInput {
        List<Setting> settings = new ArrayList<>();
        Map<String, Boolean> lists = new HashMap<>();
        while (token.kind() != Token.Kind.END) {
            if (token.kind() == Token.Kind.NEWLINE || token.kind() == Token.Kind.SEMICOLON) {
                take();
                continue;
            }
            Setting setting = setting();
            boolean list = setting.value() instanceof Value.Items;
            Boolean before = lists.put(setting.name(), list);
            if (setting.adds() && before != null && before != list) {
                throw source.refused(
                        setting.span().start(),
                        "'+=' appends a " + kind(list) + " to a " + kind(before),
                        "Use two values of the same kind.");
            }
            settings.add(setting);
        }
        return settings;
    }

    private static String kind(boolean list) {
        return list ? "list" : "string";
    }

    private Setting setting() throws BadInput {
        Token name = token;
        if (name.kind() != Token.Kind.NAME) {
            throw unexpected("the name of a setting");
        }
        take();
        boolean adds = token.kind() == Token.Kind.ADD;
        if (!adds && token.kind() != Token.Kind.ASSIGN) {
            throw unexpected("'=' after '" + name.text() + "'");
        }
        take();
        Value value = value(0);
        switch (token.kind()) {
            case NEWLINE, SEMICOLON, END -> {}
            default -> throw unexpected("the end of the line or ';' after the value of '" + name.text() + "'");
        }
        return new Setting(
                name.text(),
                adds,
                value,
                new Span(name.span().start(), value.span().end()));
    }

    private Value value(int depth) throws BadInput {
        Token first = token;
        return switch (first.kind()) {
            case STRING -> {
                take();
                yield new Value.Text(first.span(), first.text());
            }
            case NUMBER -> {
                take();
                yield new Value.Numeral(first.span(), first.text());
            }
            case OPEN -> list(depth);
            default -> throw unexpected("a quoted string, a number or a list");
        };
    }

    private Value list(int depth) throws BadInput {
        int start = token.span().start();
        if (depth == MAX_DEPTH) {
            throw source.refused(start, "more than " + MAX_DEPTH + " lists within each other", "Check the file.");
        }
        take();
        skipLines();
        List<Value> values = new ArrayList<>();
        while (token.kind() != Token.Kind.CLOSE) {
            values.add(value(depth + 1));
            skipLines();
            if (token.kind() == Token.Kind.COMMA) {
                take();
                skipLines();
            } else if (token.kind() != Token.Kind.CLOSE) {
                throw unexpected("',' or ']' in the list that begins in line "
                        + source.place(start).line());
            }
        }
        int end = token.span().end();
        take();
        return new Value.Items(new Span(start, end), values);
    }

    private void skipLines() throws BadInput {
        while (token.kind() == Token.Kind.NEWLINE) {
            take();
        }
    }

    private void take() throws BadInput {
        token = lexer.next();
    }

    private BadInput unexpected(String wanted) {
        return source.refused(
                token.span().start(), token.words() + " instead of " + wanted, "Correct the line: see xl.cfg(5).");
    }
}
