// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A Makefile, and the commands that {@code make -B} would run for its targets. Constructs that only a run could evaluate, such as
 * {@code $(shell ...)}, are refused where their value is used.
 */
public final class Makefile {
    /** Maximum size of a Makefile, in bytes. */
    public static final long MAX_BYTES = 1 << 20;

    /** Maximum number of targets that are made. */
    private static final int MOST_TARGETS = 20_000;

    /** A use of a variable, also by {@code $(call ...)}. */
    private static final Pattern REFERENCE = Pattern.compile("\\$[({](?:call\\s+)?([^\\s(){}:,$]+)");

    /** Maximum number of characters that {@code $(eval ...)} reads. It bounds memory. */
    private static final long MOST_EVALUATED = 1 << 24;

    private final String file;
    private final Path directory;
    private final MakeDatabase database = new MakeDatabase();
    private final MakeVariables variables = database.variables();
    private final MakeIncludes includes;
    private final Expansion expansion;
    private final RuleSearch search;
    private final Predicate<String> interesting;
    private final Set<String> made = new HashSet<>();
    private final Set<Rule.RecipeLine> run = new HashSet<>();

    /** Variables in which nothing was found that the caller looks for. */
    private final Set<String> harmless = new HashSet<>();

    private final List<Command> commands = new ArrayList<>();
    private long evaluated;

    private Makefile(Bytes content, Path directory, Map<String, String> given, Predicate<String> interesting)
            throws IOException {
        file = content.name();
        this.directory = directory;
        this.interesting = interesting;
        includes = new MakeIncludes(directory);
        expansion = new Expansion(directory, this::evaluate);
        given.forEach((name, value) -> variables.put(name, value, "command line"));
        variables.put("CURDIR", directory.toAbsolutePath().normalize().toString(), "file");
        variables.put("MAKE", "make", "default");
        variables.put("SHELL", "/bin/sh", "file");
        variables.put("RM", "rm -f", "default");
        variables.appendFile(listed());
        reader(variables).read(MakeIncludes.text(content), line -> Spot.at(file, line));
        database.paths().general(expansion.expand("$(VPATH)", variables, Spot.at(file, 1)));
        expansion.takeUndefined();
        search = new RuleSearch(database, directory);
        refuseMadeIncludes();
        database.close();
    }

    private MakeReader reader(MakeVariables scope) {
        return new MakeReader(database, includes, scope, expansion);
    }

    /** The name of the file, as {@code make -f} in its directory gets it. */
    private String listed() {
        Path own = Path.of(file).toAbsolutePath().normalize();
        Path place = directory.toAbsolutePath().normalize();
        return own.startsWith(place) ? place.relativize(own).toString() : file;
    }

    private void evaluate(String text, MakeVariables scope, Spot spot) throws IOException {
        evaluated += text.length();
        if (evaluated > MOST_EVALUATED) {
            throw spot.refused("$(eval ...) reads more than " + MOST_EVALUATED + " characters");
        }
        reader(scope).read(text, line -> spot);
    }

    /** Refuses files that {@code -include} did not find, but that make would make first, and then read. */
    private void refuseMadeIncludes() throws BadInput {
        for (Map.Entry<String, Spot> missing : database.missing().entrySet()) {
            if (search.find(missing.getKey()).isPresent()) {
                throw missing.getValue()
                        .refused(
                                "make would first make the included file " + missing.getKey()
                                        + ", which does not exist",
                                "Run make first, so that the file exists.");
            }
        }
    }

    /**
     * The commands for targets, and those of no target.
     *
     * @param commands the commands, in their order
     * @param others lines of recipes that are not run for these targets, but have a command that the caller looks for
     */
    public record Run(List<Command> commands, List<Place> others) {}

    /**
     * The commands that make would run for targets, each of which it would make again.
     *
     * @param directory the directory in which make would run
     * @param given variables of the command line, which the file cannot change
     * @param targets the targets; if there are none, the first of the file
     * @param interesting whether a text of the file has a command that the caller looks for; other lines may be left out if
     *     they cannot be read
     */
    public static Run commands(
            Bytes content,
            Path directory,
            Map<String, String> given,
            List<String> targets,
            Predicate<String> interesting)
            throws IOException {
        Makefile makefile = new Makefile(content, directory, given, interesting);
        List<String> asked = targets.isEmpty() ? makefile.defaultTarget() : targets;
        for (String target : asked) {
            if (makefile.search.find(target).isEmpty()) {
                throw new BadInput(
                        content.place(), "no rule makes the target '" + target + "'", "Give a target of the file.");
            }
            makefile.make(target, makefile.variables, 0);
        }
        List<Place> others = new ArrayList<>();
        for (Rule rule : makefile.database.rules()) {
            for (Rule.RecipeLine line : rule.recipe()) {
                if (!makefile.run.contains(line) && interesting.test(line.text())) {
                    others.add(line.spot().place());
                }
            }
        }
        return new Run(makefile.commands, others);
    }

    private List<String> defaultTarget() throws IOException {
        String goal = expansion
                .expand("$(.DEFAULT_GOAL)", variables, Spot.at(file, 1))
                .strip();
        if (!goal.isEmpty()) {
            return List.of(goal);
        }
        return database.rules().stream()
                .filter(rule -> !rule.isImplicit())
                .flatMap(rule -> rule.targets().stream())
                .filter(target -> !target.startsWith(".") || target.contains("/"))
                .findFirst()
                .map(List::of)
                .orElseThrow(() ->
                        new BadInput(new Place.File(file), "a Makefile without a rule", "Give the site's Makefile."));
    }

    private void make(String target, MakeVariables outer, int depth) throws IOException {
        if (depth > RuleSearch.DEPTH || made.size() > MOST_TARGETS) {
            throw new BadInput(
                    new Place.File(file), "the targets need each other, or there are too many of them", Refusals.PLAIN);
        }
        if (!made.add(target)) {
            return;
        }
        MakeVariables scope = database.scope(target, outer);
        for (RuleSearch.Found found : search.find(target).stream().toList()) {
            for (String prerequisite : found.all()) {
                make(prerequisite, scope, depth + 1);
            }
            List<String> usual = located(found.prerequisites());
            String distinct = String.join(" ", new LinkedHashSet<>(usual));
            MakeVariables automatic = new MakeVariables(scope);
            automatic.put("@", target);
            automatic.put("<", usual.stream().findFirst().orElse(""));
            automatic.put("^", distinct);
            automatic.put("+", String.join(" ", usual));
            automatic.put("?", distinct);
            automatic.put("|", String.join(" ", located(found.orderOnly())));
            automatic.put("*", found.stem());
            for (Rule.RecipeLine line : found.recipe()) {
                recipeLine(line, automatic);
            }
        }
    }

    /** The names of the files that exist elsewhere, and that no rule makes. */
    private List<String> located(List<String> names) {
        SearchPaths paths = database.paths();
        return paths.isEmpty()
                ? names
                : names.stream()
                        .map(name -> isMade(name) ? name : paths.found(directory, name))
                        .toList();
    }

    private boolean isMade(String name) {
        return search.find(name).filter(found -> !found.recipe().isEmpty()).isPresent();
    }

    private void recipeLine(Rule.RecipeLine line, MakeVariables automatic) throws IOException {
        run.add(line);
        expansion.takeUndefined();
        boolean wanted = interesting.test(line.text());
        try {
            String text = expansion.expand(line.text(), automatic, line.spot());
            List<String> undefined = expansion.takeUndefined();
            wanted = wanted || interesting.test(text);
            if (wanted) {
                commands.addAll(new RecipeText(line, text, undefined).commands(directory));
            }
        } catch (BadInput e) {
            if (wanted || mentions(line.text())) {
                throw e;
            }
        }
    }

    /** Whether a text, or the text of a variable that it uses, has a command that the caller looks for. */
    private boolean mentions(String text) {
        Deque<String> open = new ArrayDeque<>(List.of(text));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (interesting.test(next)) {
                return true;
            }
            REFERENCE
                    .matcher(next)
                    .results()
                    .map(found -> found.group(1))
                    .filter(harmless::add)
                    .forEach(name ->
                            variables.get(name).map(MakeVariables.Value::text).ifPresent(open::push));
        }
        return false;
    }

    /** Whether a file exists in the directory in which make would run. */
    static boolean exists(Path directory, String name) {
        try {
            return Files.exists(directory.resolve(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
