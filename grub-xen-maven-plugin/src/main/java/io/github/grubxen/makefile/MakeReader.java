// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the statements of a Makefile: assignments, conditions and rules. */
final class MakeReader {
    /** Maximum number of rules. It bounds memory. */
    private static final int MOST_RULES = 20_000;

    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*((?:override|export|private)\\s+)*([^\\s:#=!?+$]+)\\s*(=|:{1,3}=|\\?=|\\+=|!=)(.*)");
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*(-?[a-z]+)(?:\\s+(.*?))?\\s*");
    private static final Set<String> NOT_READ = Set.of("define", "endef", "vpath", "load", "undefine");
    private static final Set<String> SPECIAL_NOT_READ = Set.of(".SECONDEXPANSION", ".ONESHELL");

    private static final Pattern SUFFIXES = Pattern.compile("(\\.[\\w-]+)(\\.[\\w-]+)");

    private final String file;
    private final Path directory;
    private final MakeVariables variables;
    private final Expansion expansion;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, MakeVariables> ofTargets = new HashMap<>();
    private final MakeConditions conditions;
    private Optional<Rule> open = Optional.empty();

    MakeReader(String file, Path directory, MakeVariables variables, Expansion expansion) {
        this.file = file;
        this.directory = directory;
        this.variables = variables;
        this.expansion = expansion;
        conditions = new MakeConditions(file, variables, expansion);
    }

    List<Rule> rules() {
        return rules;
    }

    /** The variables that the file sets for one target. */
    Map<String, MakeVariables> ofTargets() {
        return ofTargets;
    }

    /** Reads a whole file. */
    void read(String text) throws IOException {
        MakeLines lines = new MakeLines(text);
        while (lines.hasNext()) {
            boolean recipe = lines.atRecipe() && open.isPresent();
            int number = lines.number();
            String line = recipe ? lines.nextOfRecipe() : lines.next();
            if (recipe) {
                if (conditions.hold()) {
                    open.get().recipe().add(new Rule.RecipeLine(line, number));
                }
            } else if (!line.isBlank() && !conditions.read(line, number) && conditions.hold()) {
                statement(line, number);
            }
        }
        conditions.end();
    }

    private void statement(String line, int number) throws IOException {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (assignment.matches()) {
            open = Optional.empty();
            if (assignment.group(2).equals(".RECIPEPREFIX")) {
                throw Refusals.syntax(file, number, ".RECIPEPREFIX is not read");
            }
            variables.assign(
                    file,
                    number,
                    assignment.group(2),
                    assignment.group(3),
                    assignment.group(4).stripLeading(),
                    expansion);
            return;
        }
        Matcher directive = DIRECTIVE.matcher(line);
        String word = directive.matches() ? directive.group(1) : "";
        String rest = directive.matches() && directive.group(2) != null ? directive.group(2) : "";
        if (NOT_READ.contains(word)) {
            throw Refusals.syntax(file, number, word + " is not read");
        } else if (List.of("include", "-include", "sinclude").contains(word)) {
            open = Optional.empty();
            include(expansion.expand(rest, variables, number), word.equals("include"), number);
        } else if (word.equals("export") || word.equals("unexport")) {
            open = Optional.empty();
        } else {
            rule(line, number);
        }
    }

    /** An included file that exists is refused, because its lines would be reported with wrong numbers. */
    private void include(String names, boolean needed, int number) throws BadInput {
        for (String name : MakeFunctions.words(names)) {
            if (needed || Files.exists(directory.resolve(name))) {
                throw Refusals.syntax(file, number, "the included file " + name + " is not read");
            }
        }
    }

    private void rule(String line, int number) throws IOException {
        int colon = MakeLines.colon(line, 0);
        if (colon < 0) {
            if (!expansion.expand(line, variables, number).isBlank()) {
                throw Refusals.syntax(file, number, "neither an assignment nor a rule");
            }
            return;
        }
        List<String> targets = MakeFunctions.words(expansion.expand(line.substring(0, colon), variables, number));
        String rest = line.substring(colon + 1).replaceFirst("^:", "");
        Matcher own = ASSIGNMENT.matcher(rest);
        if (own.matches()) {
            for (String target : targets) {
                ofTargets
                        .computeIfAbsent(target, any -> new MakeVariables(variables))
                        .assign(
                                file,
                                number,
                                own.group(2),
                                own.group(3),
                                own.group(4).stripLeading(),
                                expansion);
            }
            open = Optional.empty();
            return;
        }
        List<Rule.RecipeLine> recipe = new ArrayList<>();
        int semicolon = MakeLines.outside(rest, ';', 0);
        if (semicolon >= 0) {
            recipe.add(new Rule.RecipeLine(rest.substring(semicolon + 1).stripLeading(), number));
            rest = rest.substring(0, semicolon);
        }
        Optional<String> pattern = Optional.empty();
        int second = MakeLines.colon(rest, 0);
        if (second >= 0) {
            pattern = Optional.of(expansion
                    .expand(rest.substring(0, second), variables, number)
                    .strip());
            rest = rest.substring(second + 1);
        }
        int bar = MakeLines.outside(rest, '|', 0);
        String orderOnly = bar < 0 ? "" : rest.substring(bar + 1);
        String usual = bar < 0 ? rest : rest.substring(0, bar);
        add(new Rule(
                targets,
                pattern,
                files(expansion.expand(usual, variables, number)),
                files(expansion.expand(orderOnly, variables, number)),
                recipe,
                number));
    }

    private void add(Rule rule) throws BadInput {
        for (String target : rule.targets()) {
            if (SPECIAL_NOT_READ.contains(target)) {
                throw Refusals.syntax(file, rule.line(), target + " is not read");
            }
        }
        if (rules.size() >= MOST_RULES) {
            throw Refusals.syntax(file, rule.line(), "more than " + MOST_RULES + " rules");
        }
        Rule added = withoutSuffixes(rule);
        rules.add(added);
        open = Optional.of(added);
    }

    /** A rule such as {@code .cfg.bin:} as the pattern rule {@code %.bin: %.cfg}. */
    private static Rule withoutSuffixes(Rule rule) {
        Matcher suffixes = SUFFIXES.matcher(String.join(" ", rule.targets()));
        return suffixes.matches() && rule.prerequisites().isEmpty()
                ? new Rule(
                        List.of("%" + suffixes.group(2)),
                        Optional.empty(),
                        List.of("%" + suffixes.group(1)),
                        List.of(),
                        rule.recipe(),
                        rule.line())
                : rule;
    }

    /** The prerequisites, with the names of files in place of patterns such as {@code *.cfg}. */
    private List<String> files(String text) throws IOException {
        List<String> names = new ArrayList<>();
        for (String word : MakeFunctions.words(text)) {
            List<String> found = Globs.isPattern(word) ? Globs.expand(directory, word) : List.of();
            names.addAll(found.isEmpty() ? List.of(word) : found);
        }
        return names;
    }

    /** The text of a Makefile. */
    static String text(Bytes content) throws BadInput {
        return Utf8.text(content).replace("\r\n", "\n");
    }
}
