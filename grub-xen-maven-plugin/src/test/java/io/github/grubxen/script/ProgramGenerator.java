// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Random;

/** Writes small programs of everything that decides what GRUB runs: words, variables, loops, functions, menus. */
public final class ProgramGenerator {
    private static final List<String> VARIABLES = List.of("a", "b", "c", "d");
    private static final List<String> VALUES =
            List.of("", "x", "y", "x y", " x  y ", "a", "b", "b=x", "f0", "-n", "=", "1", "2");
    private static final List<String> PARAMETERS = List.of("1", "2", "@", "*", "#");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private int marks;
    private int counters;
    private int functions;

    /** Whether commands of a block stand on one line, where GRUB after {@code return} in an entry runs the first alone. */
    private String end = "\n";

    private ProgramGenerator(long seed) {
        random = new Random(seed);
    }

    /** The program of a seed. It ends with {@code exit}, in the menu where it has one. */
    public static String program(long seed) {
        return new ProgramGenerator(seed).program();
    }

    private String program() {
        block(2, 0, false);
        for (int count = random.nextInt(4); functions < count; functions++) {
            text.append("function f").append(functions).append(" {\n");
            block(3, 0, true);
            text.append("}\n");
            block(2, 0, false);
        }
        if (random.nextInt(3) == 0) {
            text.append("function r { if [ \"$#\" = 0 ]; then return; fi; ")
                    .append(mark())
                    .append("; shift; r $@; ")
                    .append(mark())
                    .append("; }\nr ")
                    .append(word())
                    .append(' ')
                    .append(word())
                    .append('\n');
        }
        block(4, 0, false);
        if (random.nextInt(3) > 0) {
            menu(true);
        }
        return text + "exit\n";
    }

    private void menu(boolean outer) {
        int entries = 1 + random.nextInt(3);
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < entries; i++) {
            boolean submenu = outer && random.nextInt(5) == 0;
            text.append(submenu ? "submenu " : "menuentry ")
                    .append(pick("A", "\"B c\"", "\"$a.\"", "A " + word()))
                    .append(" {\n");
            String before = end;
            end = pick("\n", "; ");
            block(3, 0, true);
            text.append(":\n");
            end = before;
            if (submenu) {
                menu(false);
            }
            text.append("}\n");
            order.append(' ').append(random.nextInt(entries));
        }
        text.append("set timeout=0\nset default=")
                .append(random.nextInt(entries))
                .append("\nset fallback=\"")
                .append(order.substring(1))
                .append(' ')
                .append(entries)
                .append("\"\nmenuentry Z {\n")
                .append(mark())
                .append("\nexit\n}\n");
        if (outer) {
            text.append("if false; then\n");
            text.append("true\nfi\n");
        }
    }

    private void block(int most, int depth, boolean parameters) {
        for (int count = 1 + random.nextInt(most); count > 0; count--) {
            statement(depth, parameters);
            text.append(end);
        }
    }

    private void statement(int depth, boolean parameters) {
        int kind = random.nextInt(depth > 2 ? 14 : 20);
        switch (kind) {
            case 0, 1, 2, 3 -> text.append(mark());
            case 4, 5, 6 -> text.append(assignment());
            case 7 ->
                text.append(pick("unset " + variable(), "unset $" + variable(), "export " + variable(), "set a = x"));
            case 8 -> text.append(pick("break", "continue", "break 2", "continue 2", "break " + word()));
            case 9 ->
                text.append(
                        parameters
                                ? pick(
                                        "return",
                                        "return 0",
                                        "return 1",
                                        "return $?",
                                        "return $" + variable(),
                                        "[ $1 = x ]; return",
                                        "[ $" + variable() + " = x ]; return $?",
                                        "shift",
                                        "shift 2",
                                        "setparams x " + word(),
                                        "return " + word())
                                : mark());
            case 10, 11 -> text.append(call());
            case 12 ->
                text.append(pick(
                        "eval \"" + variable() + "=\\$" + variable() + "\"",
                        "eval echo off",
                        "time true",
                        "! true",
                        "false",
                        "$" + variable() + " " + word(),
                        "eval break"));
            case 13 ->
                text.append(pick(
                        "true",
                        "no_such_command",
                        "! false",
                        "set " + variable() + "=$?",
                        "unset",
                        call() + "; " + variable() + "=$?"));
            case 14, 15, 16 -> choice(depth, parameters);
            case 17, 18 -> loop(depth, parameters);
            default -> counted(depth, parameters);
        }
    }

    private void choice(int depth, boolean parameters) {
        text.append("if ").append(condition()).append("; then ");
        block(2, depth + 1, parameters);
        if (random.nextInt(4) == 0) {
            text.append("elif ").append(condition()).append("; then ");
            block(2, depth + 1, parameters);
        }
        if (random.nextBoolean()) {
            text.append("else ");
            block(2, depth + 1, parameters);
        }
        text.append("fi");
    }

    private void loop(int depth, boolean parameters) {
        text.append("for ").append(variable()).append(" in");
        for (int count = random.nextInt(4); count > 0; count--) {
            text.append(' ').append(word());
        }
        text.append("; do ");
        block(3, depth + 1, parameters);
        text.append("done");
    }

    private void counted(int depth, boolean parameters) {
        String counter = "k" + counters++;
        boolean until = random.nextBoolean();
        String condition = "[ \"$" + counter + (until ? "\" = " : "\" != ") + pick("n", "nn", "nnn") + " ]";
        text.append(counter)
                .append("=; ")
                .append(until ? "until " : "while ")
                .append(pick(condition, "if " + condition + "; then true; else false; fi", "true; " + condition))
                .append("; do ")
                .append(pick("", variable() + "=$?; "))
                .append(counter)
                .append("=n$")
                .append(counter)
                .append("; ")
                .append("if [ $")
                .append(counter)
                .append(" = nnnn ]; then break; fi; ");
        block(2, depth + 1, parameters);
        text.append("done");
    }

    private String condition() {
        return pick(
                "[ \"$" + variable() + "\" = " + word() + " ]",
                "[ $" + variable() + " = x ]",
                "[ -n $" + variable() + " ]",
                "[ -z \"$" + variable() + "\" ]",
                "[ $" + variable() + " ]",
                "[ x = x -o $" + variable() + " = y ]",
                "[ ! $" + variable() + " = x -a -n \"$" + variable() + "\" ]",
                "test $" + variable() + " = " + word() + " -o -z $" + variable(),
                "[ \"$?\" = 0 ]",
                "[ \"$" + variable() + "\" = 0 ]",
                "[ $" + variable() + " != 0 ]",
                "[ 0 -eq $" + variable() + " ]",
                "[ \"$#\" -ge 2 ]",
                "[ ! ( $" + variable() + " = x -o $1 = y ) ]",
                "true",
                "if [ $" + variable() + " = x ]; then " + call() + "; else false; fi",
                "! [ \"$" + variable() + "\" = y ]",
                call(),
                assignment() + "; false",
                "$" + variable() + " " + word(),
                "$" + variable(),
                "no_such_command; [ $? = 0 ]",
                "[ $" + variable() + " = x ]; "
                        + pick("[ $? = 0 ]", "test 0 -ne $?", "! [ \"$?\" == 0 ]", "[ x$? = x0 ]"),
                call() + "; [ $? != 0 ]",
                "for " + variable() + " in " + word() + " " + word() + "; do " + pick(call(), "false", "break; false")
                        + "; done",
                "if [ -z $" + variable() + " ]; then " + pick("true", "false", call()) + "; fi",
                "k=; while [ \"$k\" != nn ]; do k=n$k; " + pick("false", "break", call()) + "; done",
                "eval " + pick("false", "\"\"", "\"if false; then true; fi\""));
    }

    private String assignment() {
        return pick(
                variable() + "=" + value(),
                "set " + variable() + "=" + value(),
                variable() + "=$" + variable(),
                "set " + variable() + "=\"$" + variable() + "\"",
                "set " + variable() + "=" + word() + word(),
                "set $" + variable() + "=" + value(),
                "$" + variable(),
                "set \"$" + variable() + "\"=\"$1\"",
                "set " + variable() + " = x");
    }

    private String call() {
        StringBuilder call = new StringBuilder(pick(
                functions == 0 ? "true" : "f" + random.nextInt(functions),
                "no_such_command",
                "f" + Math.max(0, functions - 1)));
        if (call.toString().equals("f0") && functions == 0) {
            return "true";
        }
        for (int count = random.nextInt(3); count > 0; count--) {
            call.append(' ').append(word());
        }
        return call.toString();
    }

    private String mark() {
        return "echo \"@" + marks++ + " <$a|$b|$c|$d|$1|$2|$#|$*>\"";
    }

    private String word() {
        String any = random.nextInt(4) == 0 ? PARAMETERS.get(random.nextInt(PARAMETERS.size())) : variable();
        return pick(
                "x",
                "y",
                "\"\"",
                "'x y'",
                "$" + any,
                "\"$" + any + "\"",
                "x$" + any,
                "\"x$" + any + "y\"",
                "$" + any + "$" + variable());
    }

    private String value() {
        String value = VALUES.get(random.nextInt(VALUES.size()));
        return random.nextInt(6) == 0 ? word() : "\"" + value + "\"";
    }

    private String variable() {
        return VARIABLES.get(random.nextInt(VARIABLES.size()));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
