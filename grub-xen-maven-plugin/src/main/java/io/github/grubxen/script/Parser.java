// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses tokens into a syntax tree by GRUB's own grammar. Newlines and semicolons matter more than in a shell.
 *
 * <p>Source: GRUB's manual, "Shell-like scripting"; otherwise the behaviour of grub-script-check of 2.06 and 2.12.
 */
final class Parser {
    /**
     * Largest depth of nested blocks: far more than in any config. Deeper ones would overflow our stack, and GRUB's.
     */
    private static final int DEPTH = 200;

    private final String name;
    private final Lexer lexer;
    private Token token;
    private int depth;

    Parser(Bytes file) throws BadInput {
        this.name = file.name();
        this.lexer = new Lexer(file);
        this.token = lexer.next();
    }

    List<Statement> script() throws BadInput {
        List<Statement> statements = new ArrayList<>();
        int line = 0; // index of this line's first statement: GRUB defines a line's functions before it runs the line
        skipNewlines();
        while (token.kind() != Token.Kind.END) {
            if (token.is("function")) {
                statements.add(line++, function());
            } else {
                statements.add(command());
            }
            if (!atDelimiter()) {
                throw unexpected("a newline or ';'");
            }
            line = token.kind() == Token.Kind.NEWLINE ? statements.size() : line;
            take();
            line = token.kind() == Token.Kind.NEWLINE ? statements.size() : line;
            skipNewlines();
        }
        return statements;
    }

    /** The comments that the lexer has read so far. */
    List<Script.Comment> comments() {
        return lexer.comments();
    }

    private Statement function() throws BadInput {
        Position position = take().position();
        String function = name("a name of letters, digits and _ for the function");
        skipNewlines();
        expect("{");
        List<Statement> body = commands(true);
        expect("}");
        return new Statement.Function(position, function, body);
    }

    private Statement command() throws BadInput {
        if (++depth > DEPTH) {
            throw error("blocks are nested more than " + DEPTH + " deep", "Use functions.");
        }
        Statement statement;
        if (token.is("if")) {
            statement = choice();
        } else if (token.is("for")) {
            statement = loop();
        } else if (token.is("while") || token.is("until")) {
            boolean until = token.is("until");
            Position position = take().position();
            List<Statement> condition = commands(true);
            expect("do");
            List<Statement> body = commands(true);
            expect("done");
            statement = new Statement.While(position, until, condition, body);
        } else {
            statement = simple();
        }
        depth--;
        return statement;
    }

    private Statement simple() throws BadInput {
        if (!token.isCommandWord()) {
            throw unexpected("a command");
        }
        Position position = token.word().position();
        List<Word> words = new ArrayList<>();
        while (token.isArgument()) {
            words.add(take());
        }
        Optional<List<Statement>> block = Optional.empty();
        if (token.is("{")) {
            take();
            List<Statement> body = commands(false);
            expect("}");
            block = Optional.of(body);
        }
        words.removeIf(word -> word.parts().isEmpty());
        return new Statement.Command(position, words, block);
    }

    private Statement choice() throws BadInput {
        Position position = token.word().position();
        List<Statement.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        do {
            take();
            List<Statement> condition = commands(true);
            expect("then");
            List<Statement> body = commands(true);
            branches.add(new Statement.Branch(condition, body));
        } while (token.is("elif"));
        if (token.is("else")) {
            take();
            otherwise = commands(true);
        }
        expect("fi");
        return new Statement.If(position, branches, otherwise);
    }

    private Statement loop() throws BadInput {
        Position position = take().position();
        String variable = name("a name of letters, digits and _ for the variable");
        expect("in");
        List<Word> words = new ArrayList<>();
        while (token.isArgument()) {
            words.add(take());
        }
        if (!atDelimiter()) {
            throw unexpected("a newline or ';'");
        }
        take();
        skipNewlines();
        expect("do");
        List<Statement> body = commands(true);
        expect("done");
        return new Statement.For(position, variable, words, body);
    }

    /**
     * One or more commands, separated by delimiters.
     *
     * @param delimited whether a delimiter is required after the last command; it is permitted in any case
     */
    private List<Statement> commands(boolean delimited) throws BadInput {
        List<Statement> statements = new ArrayList<>();
        skipNewlines();
        statements.add(command());
        while (atDelimiter()) {
            take();
            skipNewlines();
            if (!beginsCommand()) {
                return statements;
            }
            statements.add(command());
        }
        if (delimited) {
            throw unexpected("a newline or ';'");
        }
        return statements;
    }

    private boolean beginsCommand() {
        return token.isCommandWord() || token.is("if") || token.is("for") || token.is("while") || token.is("until");
    }

    private boolean atDelimiter() {
        return token.kind() == Token.Kind.NEWLINE || token.is(";");
    }

    private void skipNewlines() throws BadInput {
        while (token.kind() == Token.Kind.NEWLINE) {
            take();
        }
    }

    private String name(String wanted) throws BadInput {
        if (token.kind() != Token.Kind.NAME) {
            throw unexpected(wanted);
        }
        return take().raw();
    }

    private void expect(String text) throws BadInput {
        if (!token.is(text)) {
            throw unexpected("'" + text + "'");
        }
        take();
    }

    private Word take() throws BadInput {
        Word word = token.word();
        token = lexer.next();
        return word;
    }

    private BadInput unexpected(String wanted) {
        return error(
                "a syntax error: " + token.shown() + " where " + wanted + " is expected",
                "Write " + wanted + " before it, or take it out"
                        + (token.kind() == Token.Kind.OPERATOR
                                ? "; if it belongs to a word, put the word into quotes."
                                : "."));
    }

    private BadInput error(String problem, String remedy) {
        return new BadInput(token.word().position().in(name), problem, remedy);
    }
}
