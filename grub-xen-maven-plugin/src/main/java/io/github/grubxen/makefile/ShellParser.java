// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses the statements of a shell script. */
final class ShellParser {
    /** Maximum depth of statements within each other. It bounds the stack. */
    private static final int DEPTH = 100;

    private static final Set<String> CLOSERS = Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");

    private final String file;
    private final List<ShellLexer.Token> tokens;
    private int at;
    private int depth;

    private ShellParser(String file, List<ShellLexer.Token> tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    /**
     * Parses a text.
     *
     * @param line the number of its first line
     */
    static List<Statement> parse(String file, String text, int line) throws BadInput {
        ShellParser parser = new ShellParser(file, new ShellLexer(file, text, line).tokens());
        List<Statement> statements = parser.list(Set.of());
        if (parser.at < parser.tokens.size()) {
            throw Refusals.syntax(file, parser.line(), "'" + parser.shown() + "' without its beginning");
        }
        return statements;
    }

    /** Statements up to one of the given words or operators, which is not read. */
    private List<Statement> list(Set<String> ends) throws BadInput {
        if (++depth > DEPTH) {
            throw Refusals.syntax(file, line(), "more than " + DEPTH + " statements within each other");
        }
        List<Statement> statements = new ArrayList<>();
        while (at < tokens.size()) {
            String operator = operator();
            if (ends.contains(operator) || ends.contains(word()) || CLOSERS.contains(word())) {
                break;
            } else if (operator.isEmpty() || operator.equals("(")) {
                statements.add(statement());
            } else if (operator.equals(")") || operator.equals(";;")) {
                break;
            } else {
                at++;
            }
        }
        depth--;
        return statements;
    }

    private Statement statement() throws BadInput {
        int line = line();
        if (operator().equals("(")) {
            at++;
            List<Statement> body = list(Set.of(")"));
            expectOperator(")", line);
            return new Statement.Group(body, true, line);
        }
        return switch (word()) {
            case "{" -> new Statement.Group(block("{", "}"), false, line);
            case "if" -> conditional("if", "fi");
            case "while", "until" -> conditional(word(), "done");
            case "case" -> caseStatement();
            case "for", "select" -> forStatement();
            case "!", "time" -> {
                at++;
                yield at < tokens.size() && operator().isEmpty() ? statement() : new Statement.Simple(List.of(), line);
            }
            case "function" -> {
                at++;
                yield function(line);
            }
            default -> isFunction() ? function(line) : simple();
        };
    }

    private boolean isFunction() {
        return !word().isEmpty()
                && at + 2 < tokens.size()
                && "(".equals(tokens.get(at + 1).operator())
                && ")".equals(tokens.get(at + 2).operator());
    }

    private Statement function(int line) throws BadInput {
        String name = word();
        at++;
        while (operator().equals("(") || operator().equals(")") || operator().equals("\n")) {
            at++;
        }
        if (at >= tokens.size()) {
            throw Refusals.syntax(file, line, "a function without statements");
        }
        return new Statement.Function(name, List.of(statement()), line);
    }

    private List<Statement> block(String open, String close) throws BadInput {
        int line = line();
        at++;
        List<Statement> body = list(Set.of(close));
        expect(close, open, line);
        return body;
    }

    /** All statements of an if or a loop, its condition included. */
    private Statement conditional(String word, String close) throws BadInput {
        int line = line();
        at++;
        List<Statement> body = new ArrayList<>();
        while (at < tokens.size() && !word().equals(close)) {
            int before = at;
            body.addAll(list(Set.of(close)));
            if (at < tokens.size() && CLOSERS.contains(word()) && !word().equals(close) && !word().equals("}")) {
                at++;
            } else if (at == before) {
                break;
            }
        }
        expect(close, word, line);
        return new Statement.Conditional(word, body, line);
    }

    private Statement caseStatement() throws BadInput {
        int line = line();
        at++;
        List<Statement> body = new ArrayList<>();
        skipTo("in", line);
        while (at < tokens.size() && !word().equals("esac")) {
            while (at < tokens.size() && !operator().equals(")")) { // the patterns
                if (word().equals("esac")) {
                    break;
                }
                at++;
            }
            if (operator().equals(")")) {
                at++;
                body.addAll(list(Set.of(";;", "esac")));
                while (operator().equals(";;") || operator().equals("\n")) {
                    at++;
                }
                if (at < tokens.size() && !word().equals("esac") && CLOSERS.contains(word())) {
                    throw Refusals.syntax(file, line(), "'" + word() + "' without its beginning");
                }
            }
        }
        expect("esac", "case", line);
        return new Statement.Conditional("case", body, line);
    }

    private Statement forStatement() throws BadInput {
        int line = line();
        at++;
        String variable = word();
        if (variable.isEmpty()) {
            throw Refusals.syntax(file, line, "a for loop that is not over words");
        }
        at++;
        skipLineEnds();
        Optional<List<Word>> words = Optional.empty();
        if (word().equals("in")) {
            at++;
            List<Word> given = new ArrayList<>();
            while (at < tokens.size() && operator().isEmpty()) {
                given.add(tokens.get(at++).word());
            }
            words = Optional.of(given);
        }
        skipTo("do", line);
        List<Statement> body = list(Set.of("done"));
        expect("done", "for", line);
        return new Statement.For(variable, words, body, line);
    }

    private Statement simple() {
        int line = line();
        List<Word> words = new ArrayList<>();
        while (at < tokens.size() && operator().isEmpty()) {
            words.add(tokens.get(at++).word());
        }
        return new Statement.Simple(words, line);
    }

    private void skipLineEnds() {
        while (operator().equals("\n") || operator().equals(";")) {
            at++;
        }
    }

    private void skipTo(String word, int line) throws BadInput {
        while (at < tokens.size() && !word().equals(word)) {
            at++;
        }
        if (at >= tokens.size()) {
            throw Refusals.syntax(file, line, "a statement without its '" + word + "'");
        }
        at++;
    }

    private void expect(String word, String opened, int line) throws BadInput {
        if (at >= tokens.size() || !word().equals(word)) {
            throw Refusals.syntax(file, line, "'" + opened + "' without its '" + word + "'");
        }
        at++;
    }

    private void expectOperator(String operator, int line) throws BadInput {
        if (!operator().equals(operator)) {
            throw Refusals.syntax(file, line, "'(' without its ')'");
        }
        at++;
    }

    private String operator() {
        String operator = at < tokens.size() ? tokens.get(at).operator() : "";
        return operator == null ? "" : operator;
    }

    private String word() {
        return at < tokens.size() && tokens.get(at).operator() == null
                ? tokens.get(at).word().plain()
                : "";
    }

    private String shown() {
        return operator().isEmpty() ? word() : operator();
    }

    private int line() {
        return at < tokens.size()
                ? tokens.get(at).line()
                : tokens.isEmpty() ? 1 : tokens.get(tokens.size() - 1).line();
    }
}
