package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What variables may be at a place of a script; of those that are not in here nobody knows. */
final class Variables {
    /** What a word may be, at most: more than that is as good as unknown. */
    private static final int MOST = 32;

    /** How many variables are looked after. */
    private static final int VARIABLES = 500;

    private final Map<String, Set<List<Word.Part>>> values = new HashMap<>();

    Variables(Map<String, String> known) {
        known.forEach((name, value) -> set(name, Set.of(parts(value))));
    }

    Variables copy() {
        Variables copy = new Variables(Map.of());
        copy.values.putAll(values);
        return copy;
    }

    /** What holds whichever of two ways was taken. */
    Variables or(Variables other) {
        Variables both = copy();
        Set<String> names = new LinkedHashSet<>(values.keySet());
        names.addAll(other.values.keySet());
        for (String name : names) {
            Set<List<Word.Part>> all = new LinkedHashSet<>(possible(name));
            all.addAll(other.possible(name));
            both.set(name, all);
        }
        return both;
    }

    void set(String name, Set<List<Word.Part>> possible) {
        boolean unknown = possible.equals(unknown(name)) || possible.size() > MOST;
        if (unknown || (values.size() >= VARIABLES && !values.containsKey(name))) {
            values.remove(name);
        } else {
            values.put(name, Set.copyOf(possible));
        }
    }

    void forget(String name) {
        values.remove(name);
    }

    /** Whether it may be something that stands for several files or devices. */
    boolean isPattern(String name) {
        return possible(name).stream()
                .flatMap(List::stream)
                .anyMatch(part -> !part.variable() && Word.isPattern(part.text()));
    }

    /** What a word may be: itself where nothing is known of its variables. */
    List<Word> possible(Word word) {
        return possible(word.parts()).stream()
                .map(parts -> new Word(word.position(), word.raw(), parts))
                .toList();
    }

    /** What becomes of the parts of a word; a variable of which nothing is known stays one. */
    Set<List<Word.Part>> possible(List<Word.Part> parts) {
        Set<List<Word.Part>> all = Set.of(List.of());
        for (Word.Part part : parts) {
            Set<List<Word.Part>> more = new LinkedHashSet<>();
            for (List<Word.Part> before : all) {
                for (List<Word.Part> value : part.variable() ? possible(part.text()) : Set.of(List.of(part))) {
                    List<Word.Part> longer = new ArrayList<>(before);
                    longer.addAll(part.variable() ? instead(part, value) : value);
                    more.add(longer);
                }
            }
            if (more.size() > MOST) {
                return Set.of(parts);
            }
            all = more;
        }
        return all;
    }

    /** What stands in place of a variable: in quotes where that one does, and there even where it is empty. */
    private static List<Word.Part> instead(Word.Part variable, List<Word.Part> value) {
        if (value.isEmpty() && variable.quoted()) {
            return List.of(new Word.Part("", false, true));
        }
        return value.stream()
                .map(part -> new Word.Part(part.text(), part.variable(), variable.quoted()))
                .toList();
    }

    private Set<List<Word.Part>> possible(String name) {
        return values.getOrDefault(name, unknown(name));
    }

    private static Set<List<Word.Part>> unknown(String name) {
        return Set.of(List.of(new Word.Part(name, true, false)));
    }

    private static List<Word.Part> parts(String text) {
        return text.isEmpty() ? List.of() : List.of(new Word.Part(text, false, false));
    }
}
