// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lint.Rules;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The levels of the lint rules: {@code <lint>}, and the properties {@code grub-xen.lint.<rule>}. */
final class LintProperties {
    private static final String PREFIX = "grub-xen.lint.";

    private LintProperties() {}

    /** Whether a property belongs to an existing rule. */
    static boolean isRule(String property) {
        return property.startsWith(PREFIX) && Rules.isRule(property.substring(PREFIX.length()));
    }

    /**
     * The levels by the rules' names.
     *
     * @param element {@code <lint>}
     * @param project the properties of the POM
     * @param user the properties of the command line, which take precedence
     * @throws BadInput if a rule's element and property differ
     */
    static Map<String, String> of(Map<String, String> element, Properties project, Properties user) throws BadInput {
        Map<String, String> properties = new TreeMap<>();
        for (Properties given : new Properties[] {project, user}) {
            for (String name : given.stringPropertyNames()) {
                if (name.startsWith(PREFIX) && !name.equals(PREFIX + "skip")) {
                    properties.put(name.substring(PREFIX.length()), given.getProperty(name));
                }
            }
        }
        for (Map.Entry<String, String> rule : element.entrySet()) {
            String property = properties.get(rule.getKey());
            if (property != null && !property.equals(rule.getValue())) {
                throw new BadInput(
                        PREFIX + rule.getKey(),
                        "the property is '" + property + "', but the POM's <lint> says '" + rule.getValue() + "'",
                        "Take the element out of the POM; the property can stand in the POM's <properties>.");
            }
        }
        properties.putAll(element);
        return properties;
    }
}
