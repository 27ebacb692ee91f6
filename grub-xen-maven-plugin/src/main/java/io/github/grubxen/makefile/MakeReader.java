// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the statements of a Makefile, of an included file or of a text: assignments, conditions and rules. */
final class MakeReader {
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*+(?:(?:override|export|private)\\s++){0,3}"
            + "((?:[^\\s:#=!?+$]++|\\$[({][^\\s(){}]*+[)}]){1,20})\\s*+(=|:{1,3}=|\\?=|\\+=|!=)([\\s\\S]*)");

    private static final Pattern DIRECTIVE = Pattern.compile("\\s*+(-?[a-z]+)(?:\\s++([\\s\\S]*))?");
    private static final Pattern DEFINE =
            Pattern.compile("\\s*+(?:(?:override|export|private)\\s++){0,3}define(?:\\s++([\\s\\S]*))?");
    private static final Pattern OPERATOR = Pattern.compile("(?::{1,3}|[?+!])?=$");

    private static final Set<String> NOT_READ = Set.of("endef", "load");

    private final MakeDatabase database;
    private final MakeIncludes includes;
    private final MakeVariables scope;
    private final Expansion expansion;
    private final MakeConditions conditions;
    private Optional<Rule> open = Optional.empty();

    /**
     * A reader of one text.
     *
     * @param scope the variables that the text can use: those of the file, or of a call within it
     */
    MakeReader(MakeDatabase database, MakeIncludes includes, MakeVariables scope, Expansion expansion) {
        this.database = database;
        this.includes = includes;
        this.scope = scope;
        this.expansion = expansion;
        conditions = new MakeConditions(scope, expansion);
    }

    /**
     * Reads a text.
     *
     * @param spots the place of each line
     */
    void read(String text, IntFunction<Spot> spots) throws IOException {
        MakeLines lines = new MakeLines(text);
        while (lines.hasNext()) {
            Spot spot = spots.apply(lines.number());
            if (lines.atRecipe() && open.isPresent()) {
                String line = lines.nextOfRecipe();
                if (conditions.hold()) {
                    open.get().recipe().add(new Rule.RecipeLine(line, spot));
                }
                continue;
            }
            String line = lines.next();
            if (!line.isBlank() && !conditions.read(line, spot) && conditions.hold()) {
                Matcher define = DEFINE.matcher(line);
                if (define.matches()) {
                    define(define, lines, spot);
                } else {
                    statement(line, spot);
                }
                expansion.endStatement();
            }
        }
        conditions.end();
    }

    /** A variable whose value is the lines up to {@code endef}. */
    private void define(Matcher define, MakeLines lines, Spot spot) throws IOException {
        open = Optional.empty();
        String head = define.group(1) == null ? "" : define.group(1).strip();
        Matcher sign = OPERATOR.matcher(head);
        String operator = sign.find() ? sign.group() : "";
        String name = expansion
                .expand(head.substring(0, head.length() - operator.length()), scope, spot)
                .strip();
        if (name.isEmpty() || operator.equals("!=")) {
            throw spot.refused(name.isEmpty() ? "a define without a name" : "a define of a command's output");
        }
        List<String> value = new ArrayList<>();
        int depth = 1;
        while (lines.hasNext()) {
            boolean tab = lines.atRecipe();
            String line = lines.nextOfDefinition();
            String word =
                    tab ? "" : MakeFunctions.words(line).stream().findFirst().orElse("");
            depth += word.equals("define") ? 1 : word.equals("endef") ? -1 : 0;
            if (depth == 0) {
                assign(name, operator.isEmpty() ? "=" : operator, String.join("\n", value), spot.inexact());
                return;
            }
            value.add(line);
        }
        throw spot.refused("a define without its endef");
    }

    private void assign(String name, String operator, String text, Spot spot) throws BadInput {
        if (name.equals(".RECIPEPREFIX")) {
            throw spot.refused(".RECIPEPREFIX is not read");
        }
        database.variables().assign(spot, name, operator, text, scope, expansion);
    }

    private void statement(String line, Spot spot) throws IOException {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (assignment.matches()) {
            open = Optional.empty();
            assign(
                    expansion.expand(assignment.group(1), scope, spot),
                    assignment.group(2),
                    assignment.group(3).stripLeading(),
                    spot);
            return;
        }
        Matcher directive = DIRECTIVE.matcher(line);
        String word = directive.matches() ? directive.group(1) : "";
        String rest = directive.matches() && directive.group(2) != null
                ? directive.group(2).strip()
                : "";
        if (NOT_READ.contains(word)) {
            throw spot.refused(word.equals("endef") ? "an endef without its define" : word + " is not read");
        }
        switch (word) {
            case "include", "-include", "sinclude" ->
                include(expansion.expand(rest, scope, spot), word.equals("include"), spot);
            case "vpath" -> database.paths().vpath(expansion.expand(rest, scope, spot));
            case "undefine" ->
                database.variables().remove(expansion.expand(rest, scope, spot).strip());
            case "export", "unexport" -> {}
            default -> {
                rule(line, spot);
                return;
            }
        }
        open = Optional.empty();
    }

    private void include(String names, boolean needed, Spot spot) throws IOException {
        for (String name : includes.names(names)) {
            Optional<Path> file = includes.file(name, spot);
            if (file.isPresent()) {
                database.variables().appendFile(name);
                includes.read(
                        name,
                        file.get(),
                        spot,
                        (text, of) -> new MakeReader(database, includes, scope, expansion)
                                .read(text, line -> Spot.at(of, line)));
            } else if (needed) {
                throw spot.refused(
                        "the included file " + name + " does not exist",
                        "If make makes this file, run make first; otherwise write -include.");
            } else {
                database.missing().putIfAbsent(name, spot);
            }
        }
    }

    private void rule(String line, Spot spot) throws IOException {
        int colon = MakeLines.colon(line, 0);
        if (colon >= 0) {
            rule(line, colon, spot);
            return;
        }
        String expanded = expansion.expand(line, scope, spot);
        boolean statement = !expanded.isBlank() && !expanded.contains("\n");
        String quoted = expanded.replace("$", "$$"); // it is not expanded again
        int second = statement ? MakeLines.colon(quoted, 0) : -1;
        if (second >= 0) {
            rule(quoted, second, spot);
        } else if (!expanded.isBlank()) {
            throw spot.refused("neither an assignment nor a rule");
        }
    }

    private void rule(String line, int colon, Spot spot) throws IOException {
        List<String> targets = MakeFunctions.words(expansion.expand(line.substring(0, colon), scope, spot));
        String rest = line.substring(colon + 1).replaceFirst("^:", "");
        Matcher own = ASSIGNMENT.matcher(rest);
        if (own.matches()) {
            String name = expansion.expand(own.group(1), scope, spot);
            for (String target : targets) {
                MakeVariables ofTarget =
                        database.ofTargets().computeIfAbsent(target, any -> new MakeVariables(database.variables()));
                ofTarget.assign(spot, name, own.group(2), own.group(3).stripLeading(), scope, expansion);
            }
            open = Optional.empty();
            return;
        }
        List<Rule.RecipeLine> recipe = new ArrayList<>();
        int semicolon = MakeLines.outside(rest, ';', 0);
        if (semicolon >= 0) {
            recipe.add(new Rule.RecipeLine(rest.substring(semicolon + 1).stripLeading(), spot));
            rest = rest.substring(0, semicolon);
        }
        Optional<String> pattern = Optional.empty();
        int second = MakeLines.colon(rest, 0);
        if (second >= 0) {
            pattern = Optional.of(
                    expansion.expand(rest.substring(0, second), scope, spot).strip());
            rest = rest.substring(second + 1);
        }
        int bar = MakeLines.outside(rest, '|', 0);
        String orderOnly = bar < 0 ? "" : rest.substring(bar + 1);
        String usual = bar < 0 ? rest : rest.substring(0, bar);
        open = Optional.of(database.add(new Rule(
                targets,
                pattern,
                includes.names(expansion.expand(usual, scope, spot)),
                includes.names(expansion.expand(orderOnly, scope, spot)),
                recipe,
                spot)));
    }
}
