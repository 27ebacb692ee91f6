// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of moddep.lst: for each module, the modules that it needs. The order of the words matters.
 *
 * <p>Source: "Image format", section 6.
 */
final class ModuleDependencies {
    private ModuleDependencies() {}

    /**
     * Reads the file. Unlike GRUB's own reader, it accepts a line of any length and a last line without a line end, and
     * refuses a second line for a module.
     */
    static Map<String, List<String>> read(Bytes file) throws BadInput {
        Map<String, List<String>> dependencies = new LinkedHashMap<>();
        List<String> lines = file.utf8().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Place where = new Place.WholeLine(file.name(), i + 1);
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip();
            if (name.isEmpty()) {
                throw new BadInput(
                        where, "not of the form 'module: dependency ...'", "Give moddep.lst as GRUB's build made it.");
            }
            List<String> words = new ArrayList<>(
                    Arrays.asList(line.substring(colon + 1).strip().split("[ \t\r]+")));
            words.removeIf(String::isEmpty);
            if (dependencies.put(name, List.copyOf(words)) != null) {
                throw new BadInput(where, "a second line for module '" + name + "'", "Keep one line for each module.");
            }
        }
        return dependencies;
    }
}
