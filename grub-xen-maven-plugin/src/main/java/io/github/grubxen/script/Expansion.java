// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Expands the words of a command as GRUB does: variables are replaced. Outside of quotes, a value is split at spaces,
 * and an empty value gives no word.
 *
 * <p>Source: grub_script_arglist_to_argv and grub_script_env_get in GRUB's script/execute.c, and script/argv.c.
 */
final class Expansion {
    /** Largest number of combinations of variables' values that are distinguished in a command. */
    private static final int MAX_COMBINATIONS = 32;

    /** Largest length of a word, in bytes. A longer word counts as unknown. */
    private static final int LONGEST = 8192;

    /** Largest number of parts of a word. A word with more parts counts as unknown. */
    private static final int PARTS = 512;

    private final Variables variables;
    private final Map<String, Text> choice;
    private final List<Field> fields = new ArrayList<>();
    private List<Word.Part> parts = new ArrayList<>();
    private boolean there;
    private boolean certain = true;
    private boolean one = true;
    private int length;

    private Expansion(Variables variables, Map<String, Text> choice) {
        this.variables = variables;
        this.choice = choice;
    }

    /** The possible results of expanding a command's words, each as the list of its words. */
    static List<List<Field>> of(List<Word> words, Variables variables) {
        Set<List<Field>> all = new LinkedHashSet<>();
        for (Map<String, Text> choice : choices(words, variables)) {
            List<Field> fields = new ArrayList<>();
            for (Word word : words) {
                fields.addAll(new Expansion(variables, choice).fields(word));
            }
            all.add(fields);
        }
        return List.copyOf(all);
    }

    private static List<Map<String, Text>> choices(List<Word> words, Variables variables) {
        List<Map<String, Text>> choices = new ArrayList<>(List.of(new HashMap<>()));
        Set<String> names = new LinkedHashSet<>();
        for (Word word : words) {
            for (Word.Part part : word.parts()) {
                if (part.variable() && (part.text().equals("@") || part.text().equals("*"))) {
                    int count = variables.parameters().values().map(List::size).orElse(0);
                    for (int i = 1; i <= count; i++) {
                        names.add("" + i);
                    }
                } else if (part.variable()) {
                    names.add(part.text());
                }
            }
        }
        for (String name : names) {
            Set<Text> values = variables.possible(name);
            if (choices.size() * values.size() > MAX_COMBINATIONS) {
                values = Set.of(Text.unknown(name));
            }
            List<Map<String, Text>> more = values.size() == 1 ? choices : new ArrayList<>();
            for (Text value : values) {
                if (values.size() == 1) {
                    choices.forEach(known -> known.put(name, value));
                } else {
                    for (Map<String, Text> known : choices) {
                        Map<String, Text> with = new HashMap<>(known);
                        with.put(name, value);
                        more.add(with);
                    }
                }
            }
            choices = more;
        }
        return choices;
    }

    private List<Field> fields(Word word) {
        for (Word.Part part : word.parts()) {
            if (!part.variable()) {
                append(part.text(), part.quoted());
            } else if (part.text().equals("@") || part.text().equals("*")) {
                all(word, part);
            } else {
                variable(word, part, choice.getOrDefault(part.text(), Text.unknown(part.text())));
            }
        }
        end(word);
        return fields;
    }

    private void variable(Word word, Word.Part part, Text value) {
        if (value.certain() && part.quoted()) {
            append(value.text(), true);
        } else if (value.certain()) {
            split(word, value.text());
        } else {
            certain = false;
            boolean status = StatusQuestion.isFailed(value); // a number
            one &= status || (part.quoted() && !value.isPattern());
            there = true;
            value.parts()
                    .forEach(known -> add(new Word.Part(
                            known.text(), known.variable(), part.quoted() && !Word.isPattern(known.text()))));
        }
    }

    /** {@code $@} and {@code $*}. */
    private void all(Word word, Word.Part part) {
        if (variables.parameters().values().isEmpty()) {
            certain = false;
            one = false;
            there = true;
            add(part);
            return;
        }
        int count = variables.parameters().values().get().size();
        if (count == 0 && part.quoted()) {
            append("", true);
        }
        boolean joined = part.quoted() && part.text().equals("*");
        boolean first = true;
        for (int i = 1; i <= count; i++) {
            Text value = choice.getOrDefault("" + i, Text.unknown("" + i));
            boolean vanishes = !part.quoted() && value.certain() && value.text().isBlank();
            if (joined && i > 1) {
                append(" ", true);
            } else if (!joined && !first && !vanishes) {
                end(word);
            }
            variable(word, part, value);
            first &= vanishes;
        }
    }

    private void append(String text, boolean quoted) {
        if (!text.isEmpty() || quoted) {
            there = true;
            if (!text.isEmpty() || parts.isEmpty()) {
                add(new Word.Part(text, false, quoted));
            }
        }
    }

    private void split(Word word, String text) {
        boolean first = true;
        for (int at = 0; at < text.length(); ) {
            int start = at;
            while (at < text.length() && !isSpace(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                if (!first) {
                    end(word);
                }
                append(text.substring(start, at), false);
                first = false;
            }
            at++;
        }
    }

    private void add(Word.Part part) {
        length += part.text().length();
        if (length <= LONGEST && parts.size() < PARTS) {
            parts.add(part);
        }
    }

    private void end(Word word) {
        if (there) {
            boolean bounded = length <= LONGEST && parts.size() < PARTS;
            boolean pattern =
                    parts.stream().anyMatch(part -> !part.variable() && !part.quoted() && Word.isPattern(part.text()));
            boolean known = certain && bounded && !pattern;
            fields.add(new Field(word, List.copyOf(bounded ? parts : word.parts()), known, one && !pattern));
        }
        parts = new ArrayList<>();
        there = false;
        certain = true;
        one = true;
        length = 0;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
