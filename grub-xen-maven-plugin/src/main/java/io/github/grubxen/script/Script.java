// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A script of GRUB's.
 *
 * @param name its file, for messages
 * @param statements what it runs, one after the other
 * @param comments its comments, in their order
 */
public record Script(String name, List<Statement> statements, List<Comment> comments) {

    /**
     * A comment.
     *
     * @param position its {@code #}
     * @param alone whether nothing stands before it on its line
     * @param text what is behind the {@code #}
     */
    public record Comment(Position position, boolean alone, String text) {}

    /**
     * Reads a script.
     *
     * @throws BadInput where GRUB would find a syntax error; it names line and column
     */
    public static Script parse(Bytes file) throws BadInput {
        Parser parser = new Parser(file);
        List<Statement> statements = parser.script();
        return new Script(file.name(), statements, parser.comments());
    }

    /** All statements, those within others behind them, in the order of the file. */
    public void forEach(Consumer<Statement> visitor) {
        visit(statements, visitor);
    }

    /** All commands, wherever they stand, in the order of the file. */
    public List<Statement.Command> commands() {
        List<Statement.Command> commands = new ArrayList<>();
        forEach(statement -> {
            if (statement instanceof Statement.Command command) {
                commands.add(command);
            }
        });
        return commands;
    }

    private static void visit(List<Statement> statements, Consumer<Statement> visitor) {
        for (Statement statement : statements) {
            visitor.accept(statement);
            if (statement instanceof Statement.Command command) {
                visit(command.block().orElse(List.of()), visitor);
            } else if (statement instanceof Statement.If choice) {
                for (Statement.Branch branch : choice.branches()) {
                    visit(branch.condition(), visitor);
                    visit(branch.body(), visitor);
                }
                visit(choice.otherwise(), visitor);
            } else if (statement instanceof Statement.For loop) {
                visit(loop.body(), visitor);
            } else if (statement instanceof Statement.While loop) {
                visit(loop.condition(), visitor);
                visit(loop.body(), visitor);
            } else if (statement instanceof Statement.Function function) {
                visit(function.body(), visitor);
            }
        }
    }
}
