// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import java.util.List;
import java.util.Optional;

/**
 * A rule of a Makefile.
 *
 * @param targets its targets; patterns if they contain a percent sign and the rule is no static pattern rule
 * @param targetPattern the pattern of a static pattern rule
 * @param prerequisites what the targets need, or patterns of it
 * @param orderOnly prerequisites after the bar
 * @param recipe the lines of the recipe
 * @param spot its line
 */
record Rule(
        List<String> targets,
        Optional<String> targetPattern,
        List<String> prerequisites,
        List<String> orderOnly,
        List<RecipeLine> recipe,
        Spot spot) {

    /**
     * A line of a recipe, which can have several lines of the file.
     *
     * @param text the text, not expanded
     * @param spot its first line
     */
    record RecipeLine(String text, Spot spot) {}

    /** Whether the rule says how to make any file whose name matches a pattern. */
    boolean isImplicit() {
        return targetPattern.isEmpty() && targets.stream().anyMatch(target -> target.contains("%"));
    }
}
