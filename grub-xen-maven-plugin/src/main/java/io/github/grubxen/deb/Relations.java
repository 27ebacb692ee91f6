// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Relations to other packages, such as {@code a (>= 1) | b:any, c}.
 *
 * <p>Source: Debian Policy, sections 7.1, 7.5 and 7.8.
 */
final class Relations {
    private static final List<String> ALTERNATIVES = List.of("Pre-Depends", "Depends", "Recommends", "Suggests");
    private static final List<String> EXACT = List.of("Built-Using", "Static-Built-Using");

    private static final List<String> WITHOUT_ARCHITECTURE = List.of("Provides", "Built-Using", "Static-Built-Using");

    /** The fields that contain relations, in dpkg's order. */
    static final List<String> FIELDS = List.of(
            "Pre-Depends",
            "Depends",
            "Recommends",
            "Suggests",
            "Enhances",
            "Conflicts",
            "Breaks",
            "Replaces",
            "Provides",
            "Built-Using",
            "Static-Built-Using");

    private static final Pattern PACKAGE = Pattern.compile(
            "([a-z0-9][a-z0-9+.-]+)(?::([a-z0-9-]+))?(?:\\s*\\(\\s*(<<|<=|=|>=|>>)\\s*([^\\s()]+)\\s*\\))?");

    private Relations() {}

    /**
     * Refuses a text that is not a list of relations.
     *
     * @param where the POM element that the field belongs to, for messages
     */
    static void check(String where, String field, String value) throws BadInput {
        String place = where + "/" + field;
        for (String group : value.split(",", -1)) {
            String[] packages = group.split("\\|", -1);
            if (packages.length > 1 && !ALTERNATIVES.contains(field)) {
                throw bad(place, group, "alternatives have no meaning in this field");
            }
            for (String relation : packages) {
                Matcher matcher = PACKAGE.matcher(relation.strip());
                if (!matcher.matches()) {
                    throw bad(place, relation, "it is not a relation to a package");
                }
                if (WITHOUT_ARCHITECTURE.contains(field) && matcher.group(2) != null) {
                    throw bad(place, relation, "a name in this field must not be followed by an architecture");
                }
                String operator = matcher.group(3);
                if (field.equals("Provides") && operator != null && !operator.equals("=")) {
                    throw bad(place, relation, "what is provided has one version");
                }
                if (EXACT.contains(field) && !"=".equals(operator)) {
                    throw bad(place, relation, "a source package is named with its exact version");
                }
                if (operator != null) {
                    DebVersion.check(place, matcher.group(4));
                }
            }
        }
    }

    /** The packages that a field names and that have no alternatives there. */
    static List<String> names(ControlParagraph control, String field) {
        List<String> names = new ArrayList<>();
        for (String group : control.get(field).orElse("").split(",", -1)) {
            Matcher matcher = PACKAGE.matcher(group.strip());
            if (matcher.matches()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static BadInput bad(String place, String relation, String problem) {
        return new BadInput(place, "'" + relation.strip() + "': " + problem, "Write it as in 'name (>= 1.0), other'.");
    }
}
