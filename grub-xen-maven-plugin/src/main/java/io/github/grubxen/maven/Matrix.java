// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code <matrix>}: one image for each combination of values. {@code <console>hvc0,ttyS0</console>} gives the name console two
 * values, which are also part of the image's name. {@code <cmdline><quiet>quiet splash</quiet></cmdline>} names a value that
 * cannot be part of a file name.
 */
final class Matrix {
    private static final int MAX_IMAGES = 10_000;

    private Matrix() {}

    /** A value, and its label in the name of the image's file. */
    record Value(String label, String text) {}

    /**
     * All combinations, each a map from names to values. Without a matrix, one empty combination.
     *
     * @throws BadInput if a name occurs twice or has no values, or if a value cannot be part of a file name
     */
    static List<Map<String, Value>> combinations(@Nullable PlexusConfiguration matrix) throws BadInput {
        List<Map<String, Value>> all = new ArrayList<>(List.of(Map.of()));
        for (PlexusConfiguration axis : matrix == null ? new PlexusConfiguration[0] : matrix.getChildren()) {
            if (all.get(0).containsKey(axis.getName())) {
                throw new BadInput(
                        "<image>/<matrix>/<" + axis.getName() + ">",
                        "given twice",
                        "Put all values into one element, separated by commas.");
            }
            List<Map<String, Value>> more = new ArrayList<>();
            for (Map<String, Value> former : all) {
                for (Value value : values(axis)) {
                    Map<String, Value> combination = new LinkedHashMap<>(former);
                    combination.put(axis.getName(), value);
                    more.add(combination);
                }
            }
            if (more.size() > MAX_IMAGES) {
                throw new BadInput("<image>/<matrix>", "more than " + MAX_IMAGES + " images", "Use fewer values.");
            }
            all = more;
        }
        return all;
    }

    private static List<Value> values(PlexusConfiguration axis) throws BadInput {
        String where = "<image>/<matrix>/<" + axis.getName() + ">";
        if (Variant.GIVEN.contains(axis.getName())) {
            throw new BadInput(
                    where,
                    "@" + axis.getName() + "@ is given, and a matrix would hide it",
                    axis.getName().equals("platform")
                            ? "Name the platforms in <image>/<platforms>, or give the values another name."
                            : "Give the values another name.");
        }
        List<Value> values = new ArrayList<>();
        for (PlexusConfiguration value : axis.getChildren()) {
            values.add(new Value(value.getName(), value.getValue("").strip()));
        }
        String text = axis.getValue("").strip();
        if (values.isEmpty() && !text.isEmpty()) {
            for (String value : text.split(",", -1)) {
                values.add(new Value(value.strip(), value.strip()));
            }
        }
        for (Value value : values) {
            if (!value.label().matches("[A-Za-z0-9_.+~-]+")) {
                throw new BadInput(
                        where,
                        "'" + value.label() + "' cannot stand in a file name",
                        "Give it a name of its own, as in <" + axis.getName() + "><debug>" + value.text() + "</debug></"
                                + axis.getName() + ">.");
            }
        }
        if (values.isEmpty()) {
            throw new BadInput(where, "no values", "Name some, separated by commas, or leave the element out.");
        }
        return values;
    }
}
