// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.Directories;
import io.github.grubxen.io.UpToDateRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages of earlier builds of a SNAPSHOT, each with a different version, as named in the up-to-date records.
 *
 * @param records the records of all packages that were written
 * @param directory the directory of the packages
 * @param stageDirectory the directory of the packages' contents
 */
record FormerPackages(UpToDateRecords records, Path directory, Path stageDirectory) {
    private static final Pattern FILE =
            Pattern.compile("([a-z0-9][a-z0-9+.-]+)_([0-9][A-Za-z0-9.+~-]*)_([a-z0-9-]+)\\.deb");

    private static final Pattern SNAPSHOT = Pattern.compile(".*~(?:[0-9]{8}T[0-9]{6}|SNAPSHOT)");

    /** The file of a package. The version has no epoch. */
    private record Deb(String fileName, String name, String version, String architecture) {
        static Optional<Deb> of(String fileName) {
            Matcher matcher = FILE.matcher(fileName);
            return matcher.matches()
                    ? Optional.of(new Deb(fileName, matcher.group(1), matcher.group(2), matcher.group(3)))
                    : Optional.empty();
        }

        boolean isSnapshot() {
            return SNAPSHOT.matcher(version).matches();
        }

        /** The name without the version, which is part of the name if the images are versioned. */
        String plainName() {
            String inName = version.toLowerCase(Locale.ROOT).replace("~", "..");
            return name.replaceFirst("-(?:[0-9]+--)?" + Pattern.quote(inName) + "$", "");
        }
    }

    /** The version in the file name of a package. Empty if the file name has another form. */
    static String version(Path deb) {
        return Deb.of(String.valueOf(deb.getFileName())).map(Deb::version).orElse("");
    }

    /** The versions of the packages, without epoch. */
    SortedSet<String> versions() {
        SortedSet<String> versions = new TreeSet<>();
        for (String name : records.names()) {
            Deb.of(name).ifPresent(deb -> versions.add(deb.version()));
        }
        return versions;
    }

    /**
     * Deletes the packages that this build replaces, and their files for an upload, so that they are not uploaded by mistake.
     *
     * @param current file names of this build's packages
     * @return names of the deleted files
     */
    List<String> deleteReplaced(Set<String> current) throws IOException {
        Set<String> names = new TreeSet<>();
        Set<String> plainNames = new TreeSet<>();
        for (String fileName : current) {
            Deb.of(fileName).ifPresent(deb -> {
                names.add(deb.name());
                plainNames.add(deb.plainName());
            });
        }
        List<String> deleted = new ArrayList<>();
        for (String fileName : records.names()) {
            Optional<Deb> former = Deb.of(fileName)
                    .filter(Deb::isSnapshot)
                    .filter(deb -> !current.contains(fileName) && plainNames.contains(deb.plainName()));
            if (former.isPresent()) {
                delete(former.get(), deleted);
                if (!names.contains(former.get().name())) {
                    Directories.delete(stageDirectory.resolve(former.get().name()));
                    records.remove("stage/" + former.get().name());
                }
                records.remove(fileName);
            }
        }
        return deleted;
    }

    private void delete(Deb deb, List<String> deleted) throws IOException {
        String about = "_" + deb.version() + "_" + deb.architecture();
        for (Path file : Files.isDirectory(directory) ? Directories.list(directory) : List.<Path>of()) {
            String name = file.getFileName().toString();
            boolean its = name.equals(deb.fileName())
                    || name.equals(deb.name() + about + ".cdx.json")
                    || name.endsWith(about + ".changes")
                    || name.endsWith(about + ".buildinfo");
            if (its && Files.isRegularFile(file)) {
                Files.delete(file);
                deleted.add(name);
            }
        }
    }
}
