// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.archive.TarMember;
import io.github.grubxen.elf.DynamicSection;
import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Packages that are unpacked into a directory but not installed. Paths are as in a merged /usr: files in /lib are in usr/lib.
 * Links are replaced by copies, so that no link leads out of the directory.
 *
 * @param directory the directory
 */
public record Sysroot(Path directory) {
    /** Maximum size of a library, in bytes. */
    private static final long LIBRARY_LIMIT = 1 << 28;

    private static final List<String> LIBRARY_DIRECTORIES = List.of("usr/lib/x86_64-linux-gnu", "usr/lib", "usr/lib64");
    private static final String LOADER = "ld-linux-x86-64.so.2";

    /** Directories of a merged /usr: their files are below usr/. */
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib64");

    /**
     * Unpacks packages over each other.
     *
     * @param wanted selects the files to unpack by their paths
     */
    public static Sysroot unpack(List<Path> debs, Path directory, Predicate<String> wanted) throws IOException {
        PackageTree tree = new PackageTree();
        MERGED.forEach(merged -> tree.redirect(merged, "usr/" + merged));
        Sysroot root = new Sysroot(directory);
        Map<Integer, Path> unpacked = new HashMap<>();
        List<Integer> counts = new ArrayList<>();
        for (Path deb : debs) {
            int[] count = {0};
            new DebArchive(deb).visitData((member, content) -> {
                count[0]++;
                int number = tree.add(deb.toString(), member);
                String path = tree.place(deb.toString(), member.name());
                if (member.isFile() && wanted.test(path)) {
                    Path file = root.write(path, content, member);
                    unpacked.put(number, file);
                }
            });
            tree.endPackage();
            counts.add(count[0]);
        }
        root.link(debs, counts, tree, wanted, unpacked);
        return root;
    }

    private Path write(String path, InputStream content, TarMember member) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.resolveSibling(".").normalize());
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        if ((member.attributes().mode() & 0111) != 0) {
            file.toFile().setExecutable(true);
        }
        return file;
    }

    /** Replaces each wanted link with a file. Its target is unpacked for this, even if it is not wanted itself. */
    private void link(
            List<Path> debs,
            List<Integer> counts,
            PackageTree tree,
            Predicate<String> wanted,
            Map<Integer, Path> unpacked)
            throws IOException {
        NavigableMap<Integer, List<Path>> missing = new TreeMap<>();
        List<String> paths = new ArrayList<>(tree.files());
        paths.addAll(tree.symbolicLinks());
        for (String path : paths) {
            Optional<Integer> number = wanted.test(path) ? tree.file(path) : Optional.empty();
            Path place = directory.resolve(path);
            if (number.isPresent() && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Path file = unpacked.get(number.get());
                if (file == null) {
                    missing.computeIfAbsent(number.get(), n -> new ArrayList<>())
                            .add(place);
                } else {
                    Files.createDirectories(place.resolveSibling(".").normalize());
                    Files.createLink(place, file);
                }
            }
        }
        int first = 0;
        for (int i = 0; i < debs.size(); i++) {
            int next = first + counts.get(i);
            Map<Integer, List<Path>> ofThis = missing.subMap(first, next);
            if (!ofThis.isEmpty()) {
                writeMissing(debs.get(i), first, ofThis);
            }
            first = next;
        }
    }

    private void writeMissing(Path deb, int first, Map<Integer, List<Path>> missing) throws IOException {
        int[] number = {first};
        new DebArchive(deb).visitData((member, content) -> {
            List<Path> places = missing.getOrDefault(number[0]++, List.of());
            for (Path place : places) {
                if (place.equals(places.get(0))) {
                    write(directory.relativize(place).toString(), content, member);
                } else {
                    Files.createDirectories(place.resolveSibling(".").normalize());
                    Files.createLink(place, places.get(0));
                }
            }
        });
    }

    /** Whether a file exists. */
    boolean has(String path) {
        return Files.isRegularFile(directory.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** A file that must exist. */
    Path file(String path) throws BadInput {
        if (!has(path)) {
            throw new BadInput(
                    directory + "/" + path,
                    "no such file in the packages of the lab",
                    "The lab does not know the packages of this suite. Try another suite.");
        }
        return directory.resolve(path);
    }

    /** The files whose paths match a pattern, in order. */
    List<String> matching(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(path -> path.matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    /** The only file whose path matches a pattern. */
    String only(String pattern) throws IOException {
        List<String> found = matching(pattern);
        if (found.size() != 1) {
            throw new BadInput(
                    directory.toString(),
                    found.size() + " files match " + pattern + " instead of one",
                    "The lab does not know the packages of this suite. Try another suite.");
        }
        return found.get(0);
    }

    /** The paths of the libraries that programs need, directly and indirectly, with the loader, in sorted order. */
    Set<String> libraries(List<String> programs) throws IOException {
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(programs);
        while (!open.isEmpty()) {
            Bytes file = Bytes.read(file(open.remove()), LIBRARY_LIMIT);
            for (String name : DynamicSection.of(ElfFile.read(file)).needed()) {
                String path = library(name);
                if (found.add(path)) {
                    open.add(path);
                }
            }
        }
        return found;
    }

    /** Path of a library. */
    String library(String name) throws BadInput {
        for (String place : LIBRARY_DIRECTORIES) {
            if (has(place + "/" + name)) {
                return place + "/" + name;
            }
        }
        throw new BadInput(
                name,
                "no such library in the packages of the lab",
                "The lab does not know the packages of this suite. Try another suite.");
    }

    /** The command that runs a program with this directory's own loader and libraries. */
    public List<String> command(String program) throws BadInput {
        String path = String.join(
                ":",
                LIBRARY_DIRECTORIES.stream()
                        .map(place -> directory.resolve(place).toString())
                        .toList());
        return List.of(
                directory.resolve(library(LOADER)).toString(),
                "--library-path",
                path,
                file(program).toString());
    }
}
