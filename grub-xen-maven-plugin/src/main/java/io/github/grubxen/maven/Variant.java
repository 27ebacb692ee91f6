// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.config.Placeholders;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One of the images that an {@code <image>} describes.
 *
 * @param platform its platform
 * @param flavour the name of its config
 * @param matrix its values of the matrix
 * @param pom the values of further names
 */
record Variant(Platform platform, String flavour, Map<String, Matrix.Value> matrix, Placeholders.Values pom) {
    /** Reserved names, which a matrix cannot define. */
    static final Set<String> GIVEN = Set.of("platform", "cpu", "firmware", "pvboot", "flavour");

    /**
     * The name of its file.
     *
     * @throws BadInput if a name in the pattern is not known, or if the result is not a file name
     */
    String fileName(String pattern) throws BadInput {
        Map<String, String> known = given();
        matrix.forEach((name, value) -> known.put(name, value.label()));
        String file = fill(known).fill("<image>/<name>", pattern, List.copyOf(known.keySet()));
        if (!file.matches("[A-Za-z0-9_][A-Za-z0-9_.+~-]*")) {
            throw new BadInput(
                    "<image>/<name>",
                    "'" + file + "' is not a file name",
                    "Use letters, digits and . _ + ~ -, and @platform@ for the platform.");
        }
        return file;
    }

    /** The config with the placeholders filled, as far as they are known. */
    FilledConfig config(Bytes text) throws BadInput {
        Map<String, String> known = given();
        matrix.forEach((name, value) -> known.put(name, value.text()));
        return fill(known).fill(text, List.copyOf(known.keySet()));
    }

    /** A pattern with the names in which the images of a matrix must differ. */
    String matrixPattern() {
        List<String> names = new ArrayList<>();
        matrix.keySet().forEach(name -> names.add("-@" + name + "@"));
        return String.join("", names);
    }

    private Placeholders fill(Map<String, String> known) {
        return new Placeholders(name -> known.containsKey(name) ? Optional.ofNullable(known.get(name)) : pom.of(name));
    }

    private Map<String, String> given() {
        Map<String, String> known = new LinkedHashMap<>(); // the names of GIVEN
        known.put("platform", platform.id());
        known.put("cpu", platform.cpu());
        known.put("firmware", platform.firmware());
        known.put("pvboot", platform.secondStage());
        known.put("flavour", flavour);
        return known;
    }
}
