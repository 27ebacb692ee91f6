// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A Makefile, and the commands that {@code make -B} would run for its targets. Constructs that only a run could evaluate, such as
 * {@code $(shell ...)}, are refused where their value is used.
 */
public final class Makefile {
    /** Maximum size of a Makefile, in bytes. */
    public static final long MAX_BYTES = 1 << 20;

    /** Maximum number of targets that are made. */
    private static final int MOST_TARGETS = 20_000;

    private final String file;
    private final Path directory;
    private final MakeVariables variables = new MakeVariables(null);
    private final Expansion expansion;
    private final RuleSearch search;
    private final Predicate<String> interesting;
    private final Map<String, MakeVariables> ofTargets;
    private final Set<String> made = new HashSet<>();
    private final Set<Integer> run = new HashSet<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Rule> rules;

    private Makefile(Bytes content, Path directory, Map<String, String> given, Predicate<String> interesting)
            throws IOException {
        file = content.name();
        this.directory = directory;
        this.interesting = interesting;
        expansion = new Expansion(file, directory);
        given.forEach(
                (name, value) -> variables.put(name, new MakeVariables.Value(value, false, 0, true, Optional.empty())));
        variables.put("CURDIR", directory.toAbsolutePath().normalize().toString());
        variables.put("MAKE", "make");
        variables.put("SHELL", "/bin/sh");
        variables.put("RM", "rm -f");
        MakeReader reader = new MakeReader(file, directory, variables, expansion);
        reader.read(MakeReader.text(content));
        rules = reader.rules();
        ofTargets = reader.ofTargets();
        search = new RuleSearch(rules, directory);
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
        for (Rule rule : makefile.rules) {
            for (Rule.RecipeLine line : rule.recipe()) {
                if (!makefile.run.contains(line.line()) && interesting.test(line.text())) {
                    others.add(new Place.WholeLine(content.name(), line.line()));
                }
            }
        }
        return new Run(makefile.commands, others);
    }

    private List<String> defaultTarget() throws IOException {
        String goal = expansion.variable(".DEFAULT_GOAL", variables, 1).strip();
        if (!goal.isEmpty()) {
            return List.of(goal);
        }
        return rules.stream()
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
        MakeVariables scope = new MakeVariables(outer);
        if (ofTargets.containsKey(target)) {
            ofTargets.get(target).copyTo(scope);
        }
        for (RuleSearch.Found found : search.find(target).stream().toList()) {
            for (String prerequisite : found.all()) {
                make(prerequisite, scope, depth + 1);
            }
            MakeVariables automatic = new MakeVariables(scope);
            automatic.put("@", target);
            automatic.put("<", found.prerequisites().stream().findFirst().orElse(""));
            automatic.put("^", String.join(" ", new LinkedHashSet<>(found.prerequisites())));
            automatic.put("+", String.join(" ", found.prerequisites()));
            automatic.put("?", String.join(" ", new LinkedHashSet<>(found.prerequisites())));
            automatic.put("|", String.join(" ", found.orderOnly()));
            automatic.put("*", found.stem());
            for (Rule.RecipeLine line : found.recipe()) {
                recipeLine(line, automatic);
            }
        }
    }

    private void recipeLine(Rule.RecipeLine line, MakeVariables automatic) throws IOException {
        run.add(line.line());
        expansion.takeUndefined();
        boolean wanted = interesting.test(line.text());
        try {
            String text = expansion.expand(line.text(), automatic, line.line());
            List<String> undefined = expansion.takeUndefined();
            wanted = wanted || interesting.test(text);
            if (!wanted) {
                return;
            }
            for (Command command : ShellScript.commands(
                    file, text.replaceFirst("^[@+\\- \t]+", ""), line.line(), directory, Map.of())) {
                List<String> all = new ArrayList<>(undefined);
                all.addAll(command.undefined());
                commands.add(
                        new Command(command.place(), command.words(), command.directory(), command.condition(), all));
            }
        } catch (BadInput e) {
            if (wanted) {
                throw e;
            }
        }
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
