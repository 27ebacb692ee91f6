// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a command, split into options and arguments as in GRUB, up to the first unknown one. After a variable that may
 * be an option or several words, nothing is certain.
 *
 * <p>Source: grub-core/lib/arg.c of 2.06 to 2.14.
 */
final class UsedWords {
    /** A number in GRUB's syntax. After a zero and an octal digit, GRUB reads an octal number. */
    private static final Pattern NUMBER = Pattern.compile("\\s*(0x[0-9a-fA-F]+|0[0-7]+|(?!0[0-7])\\d+)");

    /** A word that the command does not accept. */
    record Problem(Argument word, String text, Optional<String> unknownOption) {}

    private final CommandUsage usage;
    private final List<Argument> words;
    private final List<Argument> arguments = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> given = new HashSet<>();
    private boolean open;
    private int at;

    UsedWords(CommandUsage usage, List<Argument> words) {
        this.usage = usage;
        this.words = words;
        switch (usage.kind()) {
            case PLAIN -> plain();
            case OWN -> own();
            case PARSED, SEARCH, FREE -> parse();
        }
    }

    /** The arguments that certainly exist, without options. */
    List<Argument> arguments() {
        return arguments;
    }

    /** The words that the command does not accept. */
    List<Problem> problems() {
        return problems;
    }

    /** The options that are given, with their hyphens. */
    Set<String> given() {
        return given;
    }

    /** Whether there may be further words. */
    boolean isOpen() {
        return open;
    }

    private void plain() {
        for (; at < words.size(); at++) {
            if (Words.isOpen(words.get(at))) {
                open = true;
            } else {
                arguments.add(words.get(at));
            }
        }
    }

    private void own() {
        for (; at < words.size() && !Words.isOpen(words.get(at)); at++) {
            String text = text(words.get(at)).orElse("");
            if (!text.startsWith("-") || text.length() < 2) {
                break;
            }
            if (usage.withLongName(text.substring(2)).isEmpty() || !text.startsWith("--")) {
                unknown(text);
                return;
            }
        }
        plain();
    }

    private void parse() {
        for (; at < words.size() && !open; at++) {
            Optional<String> known = Words.isOpen(words.get(at)) ? Optional.empty() : text(words.get(at));
            if (known.isEmpty()) {
                open = true;
            } else if (!known.get().startsWith("-") || known.get().length() == 1) {
                arguments.add(words.get(at));
            } else if (known.get().equals("--")) {
                at++;
                plain();
            } else if (known.get().startsWith("--")) {
                longOption(known.get());
            } else {
                shortOptions(known.get());
            }
        }
    }

    private void longOption(String text) {
        int sign = text.indexOf('=');
        String name = text.substring(2, sign < 0 ? text.length() : sign);
        if (name.contains("$") || name.equals("help") || name.equals("usage")) {
            open = true;
            return;
        }
        Optional<CommandOption> option = usage.withLongName(name);
        if (option.isEmpty()) {
            unknown("--" + name);
            return;
        }
        given.add(option.get().shown());
        Optional<String> value = sign < 0 ? Optional.empty() : Optional.of(text.substring(sign + 1));
        if (option.get().value() == CommandOption.Value.NONE) {
            value.ifPresent(any -> problem("takes no value for " + option.get().shown()));
            return;
        }
        if (sign < 0 && at + 1 < words.size()) {
            value = next();
            if (open) {
                return;
            }
        }
        check(option.get(), value);
    }

    private void shortOptions(String text) {
        if (text.contains("$")) {
            open = true;
            return;
        }
        for (int i = 1; i < text.length() && !open; i++) {
            char letter = text.charAt(i);
            boolean last = i + 1 == text.length();
            Optional<CommandOption> option = usage.withShortName(letter);
            if (option.isEmpty()) {
                open = letter == 'h' || letter == 'u'; // help and usage: the command does nothing else
                if (!open) {
                    unknown(usage.kind() == CommandUsage.Kind.PARSED ? "-" + letter : text);
                    return;
                }
            } else {
                given.add(option.get().shown());
                if (option.get().value() != CommandOption.Value.NONE) {
                    Optional<String> value = last ? afterShort(option.get()) : Optional.empty();
                    if (!open) {
                        check(option.get(), value);
                    }
                }
            }
        }
    }

    /** The next word as the value of a long option, unless the word begins with a hyphen. */
    private Optional<String> next() {
        Argument next = words.get(at + 1);
        Optional<String> text = Words.isOpen(next) ? Optional.empty() : text(next);
        open = text.isEmpty();
        if (text.isEmpty() || text.get().startsWith("-")) {
            return Optional.empty();
        }
        at++;
        return text;
    }

    private Optional<String> afterShort(CommandOption option) {
        if (at + 1 == words.size()) {
            return Optional.empty();
        }
        Argument next = words.get(at + 1);
        Optional<String> text = Words.isOpen(next) ? Optional.empty() : text(next);
        open = text.isEmpty();
        boolean hyphen =
                text.filter(word -> word.startsWith("-") && word.length() > 1).isPresent();
        if (text.isEmpty() || (hyphen && option.value() == CommandOption.Value.OPTIONAL)) {
            return Optional.empty();
        }
        at++;
        return text;
    }

    private void check(CommandOption option, Optional<String> value) {
        if (value.isEmpty() && option.value() != CommandOption.Value.OPTIONAL) {
            problem("needs a value for " + option.shown());
        } else if (option.value() == CommandOption.Value.NUMBER
                && value.filter(text ->
                                !text.contains("$") && !NUMBER.matcher(text).matches())
                        .isPresent()) {
            problem("needs a number for " + option.shown());
        }
    }

    /** Handles an unknown option. It is refused or is an argument, depending on the command. */
    private void unknown(String option) {
        boolean search = usage.kind() == CommandUsage.Kind.SEARCH;
        boolean hint = search && option.startsWith("--hint-"); // of another platform
        if (search && !arguments.isEmpty()) {
            if (!hint) {
                arguments.add(words.get(at)); // a further one, which it ignores
            }
            return;
        }
        if (!hint) {
            problems.add(new Problem(words.get(at), "has no option '" + option + "'", Optional.of(option)));
        }
        switch (usage.kind()) {
            case FREE -> arguments.add(words.get(at));
            default -> open = true;
        }
    }

    private void problem(String text) {
        problems.add(new Problem(words.get(at), text, Optional.empty()));
        open = true;
    }

    /** A word's text, with {@code $name} for unknown parts; empty if it is unknown whether it is an option. */
    private static Optional<String> text(Argument argument) {
        List<Word> possible = argument.possible();
        boolean variable = possible.stream()
                .anyMatch(word -> !word.parts().isEmpty() && word.parts().get(0).variable());
        boolean hyphen = possible.stream().anyMatch(word -> word.shown().startsWith("-"));
        return variable || (hyphen && possible.size() > 1)
                ? Optional.empty()
                : Optional.of(possible.get(0).shown());
    }
}
