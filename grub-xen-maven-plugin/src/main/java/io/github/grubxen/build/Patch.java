// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.archive.InstalledPaths;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A patch in unified format.
 *
 * <p>Source: quilt(1) for the file series; the manual of GNU patch.
 *
 * @param file the patch
 * @param strip number of leading directories to remove from the paths in the patch
 */
public record Patch(Path file, int strip) {
    /** Maximum size of a patch, in bytes. Debian's largest patch for GRUB has 0.3 MB. */
    private static final long MAX_BYTES = 16 << 20;

    /** Maximum size of a series, in bytes. */
    private static final long MAX_SERIES_BYTES = 1 << 20;

    private static final int DEFAULT_STRIP = 1;
    private static final Pattern SERIES_LINE = Pattern.compile("(?<name>[^\\s#]+)(?:\\s+-p(?<strip>[0-9]))?");
    private static final Pattern TARGET = Pattern.compile(
            "(?m)^(?:--- |\\+\\+\\+ |rename from |rename to |copy from |copy to |Index: )(?<path>[^\\t\\n\\r]+)");

    /**
     * The patches that a file series names, in its order.
     *
     * @throws BadInput if a line has another form, or names no file below the directory of the series
     */
    static List<Patch> series(Path series) throws IOException {
        List<Patch> patches = new ArrayList<>();
        int number = 0;
        for (String line : Bytes.read(series, MAX_SERIES_BYTES).utf8().lines().toList()) {
            number++;
            String text = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (text.isEmpty()) {
                continue;
            }
            Matcher matcher = SERIES_LINE.matcher(text);
            if (!matcher.matches() || InstalledPaths.leaves(matcher.group("name"))) {
                throw new BadInput(
                        new Place.Line(series.toString(), number, 1),
                        "'" + text + "' is not the name of a patch, alone or with -p and a digit",
                        "Write one name on each line, relative to the directory of the series.");
            }
            Path file = series.resolveSibling(matcher.group("name"));
            String strip = matcher.group("strip");
            patches.add(new Patch(file, strip == null ? DEFAULT_STRIP : Integer.parseInt(strip)));
        }
        return patches;
    }

    /** A patch in the form that git and a diff -u of two directories produce. */
    public static Patch of(Path file) {
        return new Patch(file, DEFAULT_STRIP);
    }

    /**
     * Checks that the patch only changes files below one directory.
     *
     * @param tree the directory
     * @throws BadInput if the patch is missing, changes nothing, or names a path that leads out of the tree, also through a
     *     link
     */
    void check(Path tree) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInput(file, "no such file", "Check the path of the patch.");
        }
        Matcher targets = TARGET.matcher(Bytes.read(file, MAX_BYTES).latin1());
        boolean found = false;
        while (targets.find()) {
            found = true;
            String path = targets.group("path").strip().replaceAll("^\"|\"$", "");
            if (!path.equals("/dev/null")) {
                checkTarget(tree, path);
            }
        }
        if (!found) {
            throw new BadInput(file, "changes no file", "Give a patch in unified format, as git and diff -u write it.");
        }
    }

    private void checkTarget(Path tree, String path) throws BadInput {
        if (InstalledPaths.leaves(path)) {
            throw outside(path);
        }
        List<String> names = List.of(InstalledPaths.plain(path).split("/"));
        for (int first : new int[] {0, Math.min(strip, names.size())}) { // git's renames have no prefix to remove
            Path at = tree;
            for (String name : names.subList(first, names.size())) {
                at = at.resolve(name);
                if (Files.isSymbolicLink(at)) {
                    throw outside(path);
                }
            }
        }
    }

    private BadInput outside(String path) {
        return new BadInput(
                file,
                "changes '" + path + "', which is not a file of the source",
                "Remove this change from the patch.");
    }
}
