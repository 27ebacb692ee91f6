// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A parsed GRUB script.
 *
 * @param name the name of its file, for messages
 * @param statements its statements in the order in which they run
 * @param comments its comments in their order
 */
public record Script(String name, List<Statement> statements, List<Comment> comments) {

    /**
     * A comment.
     *
     * @param position the position of its {@code #}
     * @param alone whether it is alone on its line
     * @param text the text after the {@code #}
     */
    public record Comment(Position position, boolean alone, String text) {}

    /**
     * Parses a script.
     *
     * @throws BadInput if GRUB would find a syntax error; the place has line and column
     */
    public static Script parse(Bytes file) throws BadInput {
        Parser parser = new Parser(file);
        List<Statement> statements = parser.script();
        return new Script(file.name(), statements, parser.comments());
    }

    /** Whether a text is a keyword of GRUB's scripts, such as {@code if}; also {@code in}, which is one after {@code for}. */
    public static boolean isKeyword(String text) {
        return Token.isKeyword(text);
    }

    /** Visits all statements in the order of the file. A statement comes before the statements inside it. */
    public void forEach(Consumer<Statement> visitor) {
        visit(statements, visitor);
    }

    /** All commands at any depth, in the order of the file. */
    public List<Statement.Command> commands() {
        List<Statement.Command> commands = new ArrayList<>();
        forEach(statement -> {
            if (statement instanceof Statement.Command command) {
                commands.add(command);
            }
        });
        return commands;
    }

    /** All lists of statements that run in sequence: the script's own, and those of blocks, conditions and bodies. */
    public List<List<Statement>> blocks() {
        List<List<Statement>> blocks = new ArrayList<>();
        blocks.add(statements);
        forEach(statement -> blocks.addAll(inside(statement)));
        return blocks;
    }

    /** All words of commands and loops, in the order of the file. */
    public Stream<Word> words() {
        List<Word> words = new ArrayList<>();
        forEach(statement -> {
            if (statement instanceof Statement.Command command) {
                words.addAll(command.words());
            } else if (statement instanceof Statement.For loop) {
                words.addAll(loop.words());
            }
        });
        return words.stream();
    }

    private static void visit(List<Statement> statements, Consumer<Statement> visitor) {
        for (Statement statement : statements) {
            visitor.accept(statement);
            inside(statement).forEach(block -> visit(block, visitor));
        }
    }

    private static List<List<Statement>> inside(Statement statement) {
        List<List<Statement>> blocks = new ArrayList<>();
        if (statement instanceof Statement.Command command) {
            command.block().ifPresent(blocks::add);
        } else if (statement instanceof Statement.If choice) {
            for (Statement.Branch branch : choice.branches()) {
                blocks.add(branch.condition());
                blocks.add(branch.body());
            }
            blocks.add(choice.otherwise());
        } else if (statement instanceof Statement.For loop) {
            blocks.add(loop.body());
        } else if (statement instanceof Statement.While loop) {
            blocks.add(loop.condition());
            blocks.add(loop.body());
        } else if (statement instanceof Statement.Function function) {
            blocks.add(function.body());
        }
        return blocks;
    }
}
