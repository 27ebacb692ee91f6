// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A line of a recipe after its expansion. If a variable in it has several lines, make runs each of them in a shell of its own.
 *
 * @param line the line before its expansion
 * @param text the expanded text
 * @param undefined names of variables in the line that the file does not set
 */
record RecipeText(Rule.RecipeLine line, String text, List<String> undefined) {
    /** The characters before a command that make itself reads. */
    private static final Pattern PREFIX = Pattern.compile("^[@+\\- \t]+");

    /** The commands of all lines, as a shell would run them in a directory. */
    List<Command> commands(Path directory) throws IOException {
        boolean exact = line.spot().exact() && newlines(text) == newlines(line.text());
        List<Command> commands = new ArrayList<>();
        int number = line.spot().line();
        for (String each : lines()) {
            for (Command command : ShellScript.commands(
                    line.spot().file(), PREFIX.matcher(each).replaceFirst(""), number, directory, Map.of())) {
                List<String> all = new ArrayList<>(undefined);
                all.addAll(command.undefined());
                commands.add(new Command(
                        exact ? command.place() : line.spot().place(),
                        command.words(),
                        command.directory(),
                        command.condition(),
                        all));
            }
            number += (int) newlines(each) + 1;
        }
        return commands;
    }

    /** The lines of the text. A line that ends with a backslash goes on in the next one. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        int start = 0;
        int backslashes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' && backslashes % 2 == 0) {
                lines.add(text.substring(start, i));
                start = i + 1;
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        lines.add(text.substring(start));
        return lines;
    }

    private static long newlines(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }
}
