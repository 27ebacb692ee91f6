// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The conditions of a Makefile: {@code ifeq}, {@code ifneq}, {@code ifdef}, {@code ifndef}, {@code else}, {@code endif}. */
final class MakeConditions {
    private static final Pattern DIRECTIVE =
            Pattern.compile("\\s*+(else(?:\\s+if(?:n?eq|n?def))?|if(?:n?eq|n?def)|endif)\\b(.*)", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("(?:\"([^\"]*)\"|'([^']*)')\\s*(?:\"([^\"]*)\"|'([^']*)')");

    private final MakeVariables variables;
    private final Expansion expansion;
    private final Deque<Branch> branches = new ArrayDeque<>();

    /**
     * A condition that is open.
     *
     * @param holds whether the lines of the present branch count
     * @param done whether a branch has counted, or none may
     */
    private record Branch(boolean holds, boolean done, Spot spot) {}

    MakeConditions(MakeVariables variables, Expansion expansion) {
        this.variables = variables;
        this.expansion = expansion;
    }

    /** Whether the present line counts. */
    boolean hold() {
        return branches.stream().allMatch(Branch::holds);
    }

    /** Reads a line, and returns whether it belongs to a condition. */
    boolean read(String line, Spot spot) throws IOException {
        Matcher directive = DIRECTIVE.matcher(line);
        if (!directive.matches()) {
            return false;
        }
        String word = directive.group(1);
        String rest = directive.group(2).strip();
        if (word.startsWith("if")) {
            boolean counts = hold();
            boolean holds = counts && decide(word, rest, spot);
            branches.push(new Branch(holds, holds || !counts, spot));
            return true;
        }
        if (branches.isEmpty()) {
            throw spot.refused(word + " without its beginning");
        }
        Branch former = branches.pop();
        if (word.startsWith("else")) {
            String next = word.substring(4).strip();
            boolean holds = !former.done() && (next.isEmpty() || decide(next, rest, spot));
            branches.push(new Branch(holds, former.done() || holds, former.spot()));
        }
        return true;
    }

    /** Refuses a condition without an end. */
    void end() throws BadInput {
        if (!branches.isEmpty()) {
            throw branches.peek().spot().refused("a condition without its endif");
        }
    }

    private boolean decide(String word, String rest, Spot spot) throws IOException {
        if (word.endsWith("def")) {
            boolean defined = !variables
                    .text(expansion.expand(rest, variables, spot).strip())
                    .isEmpty();
            return defined == word.equals("ifdef");
        }
        String first;
        String second;
        Matcher quoted = QUOTED.matcher(rest);
        List<String> sides = rest.startsWith("(") && rest.endsWith(")")
                ? Expansion.arguments(rest.substring(1, rest.length() - 1))
                : List.of();
        if (sides.size() == 2) {
            first = sides.get(0).stripTrailing();
            second = sides.get(1).stripLeading();
        } else if (quoted.matches()) {
            first = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
            second = quoted.group(3) == null ? quoted.group(4) : quoted.group(3);
        } else {
            throw spot.refused(word + " without two texts to compare");
        }
        boolean same = expansion.expand(first, variables, spot).equals(expansion.expand(second, variables, spot));
        return same == word.equals("ifeq");
    }
}
