// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import io.github.grubxen.makefile.Command.Field;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands that a shell script would run. Loops over words, functions, variables and changes of the directory are followed.
 * A condition is not decided: what is below it is read once.
 */
public final class ShellScript {
    /** Maximum size of a script, in bytes. */
    public static final long MAX_BYTES = 1 << 20;

    /** Maximum number of commands of a script, with each round of a loop counted. */
    private static final int MOST_COMMANDS = 20_000;

    /** Maximum number of words of all these commands. It bounds memory. */
    private static final int MOST_WORDS = 1_000_000;

    /** Maximum depth of calls of functions. It stops functions that call themselves. */
    private static final int DEPTH = 50;

    /** Maximum length of all values of one assignment, in characters. */
    private static final int LONGEST_VALUE = 1 << 16;

    private static final Pattern ASSIGNMENT = Pattern.compile("(?s)([A-Za-z_]\\w*)(\\+?=)(.*)");

    private final String file;
    private final Map<String, List<Field>> variables;
    private final Map<String, Statement.Function> functions = new HashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final Expander expander;
    private Path directory;
    private Optional<String> condition = Optional.empty();
    private int depth;
    private int steps;
    private int words;

    private ShellScript(String file, Path directory, Map<String, List<Field>> variables) {
        this.file = file;
        this.directory = directory;
        this.variables = variables;
        expander = new Expander(variables);
    }

    /**
     * The commands of a script, in their order.
     *
     * @param file the name of the file, for messages
     * @param line the number of the text's first line in the file, from 1
     * @param directory the directory in which the script would run
     * @param given variables that are set before the script
     * @throws BadInput if the text is not a script that is understood here
     */
    public static List<Command> commands(String file, String text, int line, Path directory, Map<String, String> given)
            throws IOException {
        Map<String, List<Field>> variables = new HashMap<>();
        given.forEach((name, value) -> variables.put(name, List.of(Field.of(value))));
        ShellScript script = new ShellScript(file, directory, variables);
        script.run(ShellParser.parse(file, text, line));
        return script.commands;
    }

    private void run(List<Statement> statements) throws IOException {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Simple simple) {
                run(simple);
            } else if (statement instanceof Statement.For loop) {
                run(loop);
            } else if (statement instanceof Statement.Conditional inner) {
                Optional<String> outer = condition;
                condition = Optional.of(inner.word());
                run(inner.body());
                condition = outer;
            } else if (statement instanceof Statement.Group group) {
                run(group);
            } else if (statement instanceof Statement.Function function) {
                functions.put(function.name(), function);
            }
        }
    }

    private void run(Statement.Group group) throws IOException {
        Map<String, List<Field>> before = new HashMap<>(variables);
        Path outer = directory;
        run(group.body());
        if (group.subshell()) {
            variables.clear();
            variables.putAll(before);
            directory = outer;
        }
    }

    private void run(Statement.For loop) throws IOException {
        List<Field> values = loop.words().isPresent()
                ? expander.fields(loop.words().get(), directory)
                : variables.getOrDefault("@", List.of());
        for (Field value : values) {
            count(loop.line());
            variables.put(loop.variable(), List.of(value));
            run(loop.body());
        }
    }

    private void run(Statement.Simple simple) throws IOException {
        count(simple.line());
        expander.takeUndefined();
        List<Word> words = new ArrayList<>(simple.words());
        Map<String, List<Field>> assigned = new HashMap<>();
        while (!words.isEmpty() && assign(words.get(0), assigned, simple.line())) {
            words.remove(0);
        }
        List<Field> fields = expander.fields(words, directory);
        this.words += fields.size();
        if (fields.isEmpty()) {
            variables.putAll(assigned);
            return;
        }
        String name = fields.get(0).text();
        if (List.of("export", "local", "declare", "readonly", "typeset").contains(name)) {
            for (Word word : words.subList(1, words.size())) {
                assign(word, variables, simple.line());
            }
        } else if (functions.containsKey(name)) {
            call(functions.get(name), fields, assigned);
        } else if (name.equals("cd") && fields.size() == 2) {
            enter(fields.get(1), simple.line());
        } else if (name.equals("set")
                && fields.size() > 1
                && fields.get(1).text().equals("--")) {
            setArguments(fields.subList(2, fields.size()));
        } else {
            Place place = new Place.WholeLine(file, simple.line());
            commands.add(new Command(place, fields, directory, condition, expander.takeUndefined()));
        }
    }

    private void count(int line) throws BadInput {
        if (++steps > MOST_COMMANDS || words > MOST_WORDS) {
            throw Refusals.syntax(
                    file,
                    line,
                    "the script runs more than " + MOST_COMMANDS + " commands, or they have more than " + MOST_WORDS
                            + " words");
        }
    }

    private boolean assign(Word word, Map<String, List<Field>> into, int line) throws IOException {
        if (word.parts().isEmpty() || !(word.parts().get(0) instanceof Word.Literal first) || first.quoted()) {
            return false;
        }
        Matcher matcher = ASSIGNMENT.matcher(first.text());
        if (!matcher.matches()) {
            return false;
        }
        List<Word.Part> rest = new ArrayList<>();
        if (!matcher.group(3).isEmpty()) {
            rest.add(new Word.Literal(matcher.group(3), false));
        }
        rest.addAll(word.parts().subList(1, word.parts().size()));
        Word value = new Word(rest, word.line());
        List<Field> values = new ArrayList<>(expander.values(value, directory));
        if (matcher.group(2).equals("+=")) {
            List<Field> former = variables.getOrDefault(matcher.group(1), List.of());
            boolean list = rest.size() == 1 && rest.get(0) instanceof Word.Elements;
            if (list || former.isEmpty()) {
                values.addAll(0, former);
            } else {
                Field last = former.get(former.size() - 1);
                values = new ArrayList<>(former.subList(0, former.size() - 1));
                Field added = expander.value(value);
                values.add(new Field(last.text() + added.text(), last.unknown().or(added::unknown)));
            }
        }
        if (values.stream().mapToLong(each -> each.text().length()).sum() > LONGEST_VALUE) {
            throw Refusals.syntax(file, line, "a value is longer than " + LONGEST_VALUE + " characters");
        }
        into.put(matcher.group(1), values);
        return true;
    }

    private void call(Statement.Function function, List<Field> fields, Map<String, List<Field>> assigned)
            throws IOException {
        if (++depth > DEPTH) {
            throw Refusals.syntax(file, function.line(), "the function " + function.name() + " calls itself");
        }
        Map<String, List<Field>> outer = new HashMap<>(variables);
        outer.keySet().removeIf(name -> !isArgument(name));
        variables.putAll(assigned);
        setArguments(fields.subList(1, fields.size()));
        run(function.body());
        variables.keySet().removeIf(ShellScript::isArgument);
        variables.putAll(outer);
        depth--;
    }

    private static boolean isArgument(String name) {
        return name.matches("[0-9]+|[@*]");
    }

    private void setArguments(List<Field> arguments) {
        variables.keySet().removeIf(ShellScript::isArgument);
        variables.put("@", arguments);
        variables.put("*", arguments);
        for (int i = 0; i < arguments.size(); i++) {
            variables.put(String.valueOf(i + 1), List.of(arguments.get(i)));
        }
    }

    private void enter(Field target, int line) throws BadInput {
        if (target.unknown().isPresent()) {
            throw Refusals.at(
                    file,
                    line,
                    "only a run of the file shows the directory "
                            + target.unknown().get(),
                    Refusals.RUN);
        }
        try {
            directory = directory.resolve(target.text()).normalize();
        } catch (InvalidPathException e) {
            throw Refusals.syntax(file, line, "no path: " + e.getReason());
        }
    }
}
