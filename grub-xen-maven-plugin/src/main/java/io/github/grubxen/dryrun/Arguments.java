// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.script.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The words that a command gets: variables are replaced, those outside of quotes are split, and patterns outside of quotes
 * become the files and devices that they match, if the module regexp is loaded.
 *
 * <p>Source: GRUB, grub-core/script/execute.c, grub_script_arglist_to_argv, and commands/wildcard.c.
 */
final class Arguments {
    private final Environment environment;
    private final List<String> fields = new ArrayList<>();

    /** The text of the current field. */
    private final StringBuilder text = new StringBuilder();

    /** The same as a pattern: a backslash precedes characters that stand for themselves. */
    private final StringBuilder pattern = new StringBuilder();

    private final Patterns patterns;
    private boolean there;

    private Arguments(Environment environment, Patterns patterns) {
        this.environment = environment;
        this.patterns = patterns;
    }

    static List<String> of(List<Word> words, Environment environment, Patterns patterns) throws IOException {
        Arguments arguments = new Arguments(environment, patterns);
        for (Word word : words) {
            for (Word.Part part : word.parts()) {
                arguments.add(part);
            }
            arguments.end();
        }
        return arguments.fields;
    }

    private void add(Word.Part part) throws IOException {
        if (environment.isExhausted()) {
            return; // the run ends with this command
        }
        if (!part.variable()) {
            append(part.text(), part.quoted());
        } else if (part.text().equals("@") || part.text().equals("*")) {
            all(part);
        } else if (part.quoted()) {
            append(environment.get(part.text()), true);
        } else {
            split(environment.get(part.text()));
        }
    }

    private void all(Word.Part part) throws IOException {
        List<String> parameters = environment.parameters();
        if (part.quoted() && part.text().equals("*")) {
            append(String.join(" ", parameters), true);
            return;
        }
        if (parameters.isEmpty() && part.quoted()) {
            append("", true);
        }
        boolean first = true;
        for (String parameter : parameters) {
            boolean vanishes = !part.quoted() && parameter.isBlank();
            if (!first && !vanishes) {
                end();
            }
            if (part.quoted()) {
                append(parameter, true);
            } else {
                split(parameter);
            }
            first &= vanishes;
        }
    }

    private void split(String value) throws IOException {
        boolean first = true;
        for (String piece : value.strip().split("[ \\t\\n\\r]+", -1)) {
            if (!first) {
                end();
            }
            append(piece, false);
            first = false;
        }
    }

    private void append(String added, boolean quoted) {
        there |= quoted || !added.isEmpty();
        environment.count(added.length());
        text.append(added);
        for (int i = 0; i < added.length(); i++) {
            char c = added.charAt(i);
            boolean plain = quoted || (c != '*' && c != '?');
            pattern.append(plain && !Character.isLetterOrDigit(c) ? "\\" : "").append(c);
        }
    }

    private void end() throws IOException {
        if (there) {
            List<String> matches =
                    Patterns.isPattern(pattern.toString()) ? patterns.matches(pattern.toString()) : List.of();
            fields.addAll(matches.isEmpty() ? List.of(text.toString()) : matches);
        }
        text.setLength(0);
        pattern.setLength(0);
        there = false;
    }
}
