// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.archive.SourcePackage;
import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The packages of one source package, which one .changes file lists. An archive refuses a package whose field Source
 * differs from the one of the .changes file.
 *
 * @param source their source
 * @param packages one or more, ordered by name
 */
public record PackageSet(SourcePackage source, List<FinishedPackage> packages) {
    /**
     * Maximum length of a line. A longer list of packages is split into several lines, as in dpkg, because some mail
     * and archive software truncates long lines.
     */
    private static final int LONGEST_LINE = 980;

    /** Orders the packages. */
    public PackageSet {
        packages = packages.stream()
                .sorted(Comparator.comparing((FinishedPackage deb) -> deb.field("Package"))
                        .thenComparing(FinishedPackage::fileName))
                .toList();
    }

    /**
     * Reads packages and groups them by source, in the order of the first package of each source.
     *
     * @throws BadInput if they are not in the same directory, because a .changes file names its files without
     *     directories
     */
    public static List<PackageSet> of(Collection<Path> debs) throws IOException {
        Map<SourcePackage, List<FinishedPackage>> sets = new LinkedHashMap<>();
        for (Path deb : debs) {
            FinishedPackage read = FinishedPackage.read(deb.toAbsolutePath().normalize());
            sets.computeIfAbsent(read.source(), source -> new ArrayList<>()).add(read);
        }
        List<PackageSet> all = new ArrayList<>();
        sets.forEach((source, packages) -> all.add(new PackageSet(source, packages)));
        List<Path> directories = all.stream()
                .flatMap(set -> set.packages().stream())
                .map(deb -> deb.file().resolveSibling("."))
                .distinct()
                .toList();
        if (directories.size() > 1) {
            throw new BadInput(
                    "the packages",
                    "they lie in several directories: " + directories,
                    "Put them into one: a .changes file names its files without directories.");
        }
        return all;
    }

    /** The field Binary. */
    String binary() {
        String names =
                packages.stream().map(deb -> deb.field("Package")).distinct().collect(Collectors.joining(" "));
        return names.length() > LONGEST_LINE ? names.replaceAll("(.{0," + LONGEST_LINE + "}) ", "$1\n") : names;
    }

    /** The field Architecture. */
    String architectures() {
        return String.join(" ", architectureSet());
    }

    /** Name of a file about the set: source, version without epoch, architecture. */
    public String fileName(String suffix) {
        SortedSet<String> real = architectureSet();
        real.remove("all");
        String architecture = real.isEmpty() ? "all" : real.size() > 1 ? "multi" : real.first();
        return source.name() + "_" + source.version().replaceFirst("^[0-9]+:", "") + "_" + architecture + suffix;
    }

    /** The package that provides the maintainer, and the section of files without their own section. */
    FinishedPackage first() {
        return packages.get(0);
    }

    /** The packages' files. */
    List<UploadedFile> files() throws IOException {
        List<UploadedFile> files = new ArrayList<>();
        for (FinishedPackage deb : packages) {
            files.add(UploadedFile.of(deb));
        }
        return files;
    }

    private SortedSet<String> architectureSet() {
        return packages.stream().map(deb -> deb.field("Architecture")).collect(Collectors.toCollection(TreeSet::new));
    }
}
