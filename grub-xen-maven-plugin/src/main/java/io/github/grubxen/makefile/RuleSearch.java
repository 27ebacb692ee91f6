// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the rules for a target, as make does: explicit rules first, then the pattern rule with the shortest stem. */
final class RuleSearch {
    /** Maximum length of a chain of targets, each of which needs the next. */
    static final int DEPTH = 200;

    /** Maximum length of a chain of pattern rules. */
    private static final int CHAIN = 6;

    /** Maximum number of pattern rules that are tried for one target. It bounds time. */
    private static final int MOST_TRIES = 50_000;

    private final Map<String, List<Rule>> explicit = new HashMap<>();
    private final List<Rule> implicit = new ArrayList<>();
    private final SearchPaths paths;
    private final Path directory;
    private int tries;

    RuleSearch(MakeDatabase database, Path directory) {
        this.directory = directory;
        paths = database.paths();
        for (Rule rule : database.rules()) {
            if (rule.isImplicit()) {
                if (!rule.recipe().isEmpty()) {
                    implicit.add(rule);
                }
            } else {
                rule.targets()
                        .forEach(target -> explicit.computeIfAbsent(target, any -> new ArrayList<>())
                                .add(rule));
            }
        }
    }

    /**
     * A recipe for a target.
     *
     * @param stem the text that the percent sign of its pattern stands for; for an explicit rule, empty
     */
    record Found(List<String> prerequisites, List<String> orderOnly, String stem, List<Rule.RecipeLine> recipe) {
        List<String> all() {
            List<String> all = new ArrayList<>(prerequisites);
            all.addAll(orderOnly);
            return all;
        }
    }

    /** The recipe for a target, with the prerequisites of all its rules; empty if there is no rule. */
    Optional<Found> find(String target) {
        List<String> prerequisites = new ArrayList<>();
        List<String> orderOnly = new ArrayList<>();
        Optional<Found> recipe = Optional.empty();
        boolean known = false;
        for (Rule rule : explicit.getOrDefault(target, List.of())) {
            known = true;
            String stem = rule.targetPattern()
                    .flatMap(pattern -> MakePattern.stem(pattern, target))
                    .orElse("");
            List<String> own = filled(rule, rule.prerequisites(), stem);
            if (rule.recipe().isEmpty()) {
                prerequisites.addAll(own);
            } else {
                prerequisites.addAll(0, own); // the first prerequisite is that of the rule with the recipe
                recipe = Optional.of(new Found(own, List.of(), stem, rule.recipe()));
            }
            orderOnly.addAll(filled(rule, rule.orderOnly(), stem));
        }
        if (recipe.isEmpty()) {
            tries = 0;
            Optional<Found> pattern = pattern(target, CHAIN, new HashSet<>());
            if (pattern.isPresent()) {
                known = true;
                recipe = pattern;
                prerequisites.addAll(0, pattern.get().prerequisites());
                orderOnly.addAll(pattern.get().orderOnly());
            }
        }
        if (!known) {
            return Optional.empty();
        }
        return Optional.of(new Found(
                prerequisites,
                orderOnly,
                recipe.map(Found::stem).orElse(""),
                recipe.map(Found::recipe).orElse(List.of())));
    }

    private static List<String> filled(Rule rule, List<String> names, String stem) {
        return rule.targetPattern().isEmpty() && !rule.isImplicit()
                ? names
                : names.stream().map(name -> MakePattern.filled(name, stem)).toList();
    }

    private Optional<Found> pattern(String target, int chain, Set<String> open) {
        if (chain == 0 || !open.add(target)) {
            return Optional.empty();
        }
        Optional<Found> best = Optional.empty();
        for (Rule rule : implicit) {
            for (String pattern : rule.targets()) {
                Optional<String> stem = stem(pattern, target);
                if (++tries < MOST_TRIES
                        && stem.isPresent()
                        && (best.isEmpty()
                                || stem.get().length() < best.get().stem().length())) {
                    List<String> own = filled(rule, rule.prerequisites(), stem.get());
                    if (own.stream().allMatch(name -> isThere(name, chain, open))) {
                        best = Optional.of(
                                new Found(own, filled(rule, rule.orderOnly(), stem.get()), stem.get(), rule.recipe()));
                    }
                }
            }
        }
        open.remove(target);
        return best;
    }

    /** A pattern without a slash matches the name of a file in any directory. */
    private static Optional<String> stem(String pattern, String target) {
        if (pattern.contains("/") || !target.contains("/")) {
            return MakePattern.stem(pattern, target).filter(stem -> !stem.isEmpty());
        }
        String directory = MakeFunctions.directory(target);
        return MakePattern.stem(pattern, MakeFunctions.name(target))
                .filter(stem -> !stem.isEmpty())
                .map(stem -> directory + stem);
    }

    private boolean isThere(String name, int chain, Set<String> open) {
        return explicit.containsKey(name)
                || Makefile.exists(directory, paths.found(directory, name))
                || pattern(name, chain - 1, open).isPresent();
    }
}
