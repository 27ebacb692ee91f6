package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What variables may be at a place of a script; of those that are not in here nobody knows. */
final class Variables {
    /** What a word may be, at most: more than that is as good as unknown. */
    private static final int MOST = 32;

    /** How many variables are looked after. */
    private static final int VARIABLES = 500;

    /** Run what nobody knows here, and variables may be set there. */
    private static final Pattern SETS_ANY =
            Pattern.compile("source|\\.|eval|load_env|(legacy|syslinux|extract_\\w+)_source");

    /** Only look at what they are given; all other commands may set a variable that they name. */
    private static final Set<String> SETS_NONE = Set.of("echo", "export", "[", "test", "menuentry", "submenu");

    private final Map<String, String> constants;
    private final Map<String, Set<List<Word.Part>>> values = new HashMap<>();

    /**
     * At the beginning of a script.
     *
     * @param constants variables that stay what they are unless the script sets them itself
     * @param beginning what others are
     */
    Variables(Map<String, String> constants, Map<String, String> beginning) {
        this.constants = constants;
        know(beginning);
        know(constants);
    }

    Variables copy() {
        Variables copy = new Variables(constants, Map.of());
        copy.values.clear();
        copy.values.putAll(values);
        return copy;
    }

    private void know(Map<String, String> known) {
        known.forEach((name, value) -> set(name, Set.of(parts(value))));
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

    /** What a command does to them. */
    void change(Step step) {
        Optional<Assignment> assignment = step.assignment();
        if (assignment.isPresent()) {
            set(assignment.get().name(), possible(assignment.get().value()));
        } else if (step.name().equals("unset")) {
            step.arguments().forEach(argument -> argument.literals().forEach(name -> set(name, Set.of(List.of()))));
        } else if (setsAny(step)) {
            values.clear();
            know(constants);
        } else if (!SETS_NONE.contains(step.name())) {
            if (step.name().startsWith("search")) {
                forget("root");
            }
            step.arguments()
                    .forEach(argument -> argument.literals().forEach(text -> forget(text.replaceFirst("^.*[=:]", ""))));
        }
    }

    static boolean setsAny(Step step) {
        return step.name().isEmpty() || SETS_ANY.matcher(step.name()).matches();
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
