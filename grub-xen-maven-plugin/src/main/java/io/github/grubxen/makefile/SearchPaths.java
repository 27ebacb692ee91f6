// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The directories in which make looks for prerequisites: those of {@code vpath}, then those of {@code VPATH}. */
final class SearchPaths {
    private final List<Selective> selective = new ArrayList<>();
    private List<String> general = List.of();

    /** The directories for the names that match a pattern. */
    private record Selective(String pattern, List<String> directories) {}

    /** Reads the words after {@code vpath}: a pattern and directories; without directories, those of the pattern are removed. */
    void vpath(String words) {
        List<String> all = MakeFunctions.words(words);
        List<String> directories =
                all.isEmpty() ? List.of() : directories(String.join(" ", all.subList(1, all.size())));
        if (directories.isEmpty()) {
            selective.removeIf(known -> all.isEmpty() || known.pattern().equals(all.get(0)));
        } else {
            selective.add(new Selective(all.get(0), directories));
        }
    }

    /** Sets the directories for all names. */
    void general(String directories) {
        general = directories(directories);
    }

    boolean isEmpty() {
        return selective.isEmpty() && general.isEmpty();
    }

    private static List<String> directories(String text) {
        return Arrays.stream(text.split("[:\\s]+", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> name.replaceFirst("(?<=.)/+$", ""))
                .toList();
    }

    /** The name of an existing file for a name; the name itself if it is found nowhere. */
    String found(Path directory, String name) {
        if (name.startsWith("/") || Makefile.exists(directory, name)) {
            return name;
        }
        List<String> places = new ArrayList<>();
        for (Selective known : selective) {
            if (MakePattern.stem(known.pattern(), name).isPresent()) {
                places.addAll(known.directories());
            }
        }
        places.addAll(general);
        return places.stream()
                .map(place -> place.equals(".") ? name : place + "/" + name)
                .filter(file -> Makefile.exists(directory, file))
                .findFirst()
                .orElse(name);
    }
}
