// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.archive.TarMember;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A root directory unpacked from packages, in which programs can run after chroot. No maintainer script runs. The few links
 * that such scripts would make for a build of GRUB are made here. This needs neither root nor a second user.
 *
 * @param directory the directory
 */
record RootDirectory(Path directory) {
    /** Directories of a merged /usr: their files are installed below usr/. */
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

    /** Directories on which the working directory and the machine's devices are mounted. */
    private static final List<String> MOUNT_POINTS = List.of("build", "dev", "tmp", "proc");

    private static final List<String> DEVICES = List.of("null", "zero", "urandom");

    /** Names of Debian's alternatives system, each with patterns for its programs in order of preference. */
    private static final Map<String, List<String>> ALTERNATIVES = alternatives();

    private static final int EXECUTABLE = 0111;
    private static final String BIN = "usr/bin";

    private static Map<String, List<String>> alternatives() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("aclocal", List.of("aclocal-[0-9.]+"));
        names.put("automake", List.of("automake-[0-9.]+"));
        names.put("awk", List.of("gawk", "mawk"));
        names.put("cc", List.of("gcc", "gcc-[0-9]+"));
        names.put("sh", List.of("dash"));
        names.put("which", List.of("which\\.debianutils"));
        return names;
    }

    /** Unpacks packages over each other into an empty directory. */
    static RootDirectory unpack(List<Path> debs, Path directory) throws IOException {
        RootDirectory root = new RootDirectory(directory);
        PackageTree tree = new PackageTree();
        for (String merged : MERGED) {
            tree.redirect(merged, "usr/" + merged);
            Files.createDirectories(directory.resolve("usr").resolve(merged));
        }
        Map<Integer, Path> written = new HashMap<>();
        Map<Path, String> links = new LinkedHashMap<>();
        for (Path deb : debs) {
            new DebArchive(deb).visitData((member, content) -> {
                int number = tree.add(deb.toString(), member);
                Path place = directory.resolve(tree.place(deb.toString(), member.name()));
                if (member.isFile()) {
                    links.remove(place);
                    written.put(number, root.write(place, member, content));
                } else if (member.type() == TarMember.SYMBOLIC_LINK) {
                    links.put(place, member.link());
                } else if (member.type() == TarMember.HARD_LINK) {
                    Path former = written.get(
                            tree.file(directory.relativize(place).toString()).orElse(-1));
                    if (former != null) {
                        Files.createDirectories(place.resolve("..").normalize());
                        Files.createLink(place, former);
                    }
                }
            });
            tree.endPackage();
        }
        root.link(links);
        root.finish();
        return root;
    }

    private Path write(Path place, TarMember member, InputStream content) throws IOException {
        Files.createDirectories(place.resolve("..").normalize());
        Files.copy(content, place, StandardCopyOption.REPLACE_EXISTING);
        if ((member.attributes().mode() & EXECUTABLE) != 0) {
            place.toFile().setExecutable(true, false);
        }
        return place;
    }

    /** Makes the links after all files, so that no file is written through a link. */
    private void link(Map<Path, String> links) throws IOException {
        for (Map.Entry<Path, String> link : links.entrySet()) {
            Path place = link.getKey();
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(place.resolve("..").normalize());
                Files.createSymbolicLink(place, Path.of(link.getValue()));
            }
        }
        for (String merged : MERGED) {
            if (!Files.exists(
                    directory.resolve(merged), LinkOption.NOFOLLOW_LINKS)) { // Debian 13's base-files has them
                Files.createSymbolicLink(directory.resolve(merged), Path.of("usr", merged));
            }
        }
    }

    private void finish() throws IOException {
        for (String point : MOUNT_POINTS) {
            Files.createDirectories(directory.resolve(point));
        }
        for (String device : DEVICES) {
            Path place = directory.resolve("dev").resolve(device);
            if (!Files.exists(place)) {
                Files.createFile(place);
            }
        }
        for (Map.Entry<String, List<String>> names : ALTERNATIVES.entrySet()) {
            Path place = directory.resolve(BIN).resolve(names.getKey());
            for (String pattern : names.getValue()) {
                List<String> found = programs(Pattern.compile(pattern));
                if (!found.isEmpty() && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createSymbolicLink(place, Path.of(found.get(found.size() - 1)));
                }
            }
        }
    }

    private List<String> programs(Pattern pattern) throws IOException {
        try (Stream<Path> programs = Files.list(directory.resolve(BIN))) {
            return new ArrayList<>(programs.map(program -> String.valueOf(program.getFileName()))
                    .filter(pattern.asMatchPredicate())
                    .sorted()
                    .toList());
        }
    }
}
