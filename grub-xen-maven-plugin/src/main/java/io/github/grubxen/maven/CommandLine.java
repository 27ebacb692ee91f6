// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * Compares the properties of the command line with the properties of the plugin's goals. Maven ignores a misspelt property, and
 * reads any value except true as false.
 */
record CommandLine(Properties given, PluginDescriptor plugin) {
    private static final String PREFIX = "grub-xen.";

    /**
     * A line for each property that no goal has.
     *
     * @throws BadInput if a switch is neither true nor false
     */
    List<String> warnings() throws BadInput {
        Map<String, String> types = types();
        List<String> lines = new ArrayList<>();
        for (String name : new TreeSet<>(given.stringPropertyNames())) {
            String type = types.get(name);
            String value = given.getProperty(name);
            if (name.startsWith(PREFIX) && type == null && !LintProperties.isRule(name)) {
                lines.add(name + " is a property of no goal, so it has no effect: check its spelling");
            } else if ("boolean".equals(type) && !value.equals("true") && !value.equals("false")) {
                throw new BadInput(name, "'" + value + "' is neither true nor false", "Use one of them.");
            }
        }
        return lines;
    }

    /** The goals' properties with the Java type of each. */
    private Map<String, String> types() {
        Map<String, String> types = new HashMap<>();
        for (MojoDescriptor goal : plugin.getMojos()) {
            for (Parameter parameter : goal.getParameters()) {
                String expression = goal.getMojoConfiguration()
                        .getChild(parameter.getName())
                        .getValue("");
                types.put(expression.replaceAll("^\\$\\{|}$", ""), parameter.getType());
            }
        }
        return types;
    }
}
