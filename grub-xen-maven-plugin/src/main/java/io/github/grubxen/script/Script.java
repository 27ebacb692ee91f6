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
 * @param nodes what it runs, one after the other
 * @param comments its comments, in their order
 */
public record Script(String name, List<Node> nodes, List<Comment> comments) {

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
        List<Node> nodes = parser.script();
        return new Script(file.name(), nodes, parser.comments());
    }

    /** All nodes, those within others behind them, in the order of the file. */
    public void forEach(Consumer<Node> visitor) {
        visit(nodes, visitor);
    }

    /** All commands, wherever they stand, in the order of the file. */
    public List<Node.Command> commands() {
        List<Node.Command> commands = new ArrayList<>();
        forEach(node -> {
            if (node instanceof Node.Command command) {
                commands.add(command);
            }
        });
        return commands;
    }

    private static void visit(List<Node> nodes, Consumer<Node> visitor) {
        for (Node node : nodes) {
            visitor.accept(node);
            if (node instanceof Node.Command command) {
                visit(command.block().orElse(List.of()), visitor);
            } else if (node instanceof Node.If choice) {
                for (Node.Branch branch : choice.branches()) {
                    visit(branch.condition(), visitor);
                    visit(branch.body(), visitor);
                }
                visit(choice.otherwise(), visitor);
            } else if (node instanceof Node.For loop) {
                visit(loop.body(), visitor);
            } else if (node instanceof Node.While loop) {
                visit(loop.condition(), visitor);
                visit(loop.body(), visitor);
            } else if (node instanceof Node.Function function) {
                visit(function.body(), visitor);
            }
        }
    }
}
