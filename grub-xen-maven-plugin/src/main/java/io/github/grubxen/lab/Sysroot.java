package io.github.grubxen.lab;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.elf.DynamicSection;
import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Packages unpacked into a folder and not installed. Paths are those of a merged /usr: what a package has in /lib is in usr/lib.
 * Links became copies, so that none leads out of the folder.
 *
 * @param folder the folder
 */
record Sysroot(Path folder) {
    /** Largest library that makes sense, in bytes. */
    private static final long LIBRARY_LIMIT = 1 << 28;

    private static final List<String> LIBRARY_FOLDERS = List.of("usr/lib/x86_64-linux-gnu", "usr/lib", "usr/lib64");
    private static final String LOADER = "ld-linux-x86-64.so.2";

    /** A link: its place, and where it leads, both from the folder on. */
    private record Link(String path, String target) {}

    /**
     * Unpacks packages over each other.
     *
     * @param wanted tells by its path whether a file is unpacked
     */
    static Sysroot unpack(List<Path> debs, Path folder, Predicate<String> wanted) throws IOException {
        Map<String, Link> links = new TreeMap<>();
        for (Path deb : debs) {
            new DebArchive(deb).visitData((entry, content) -> {
                String path = path(deb, entry.getName());
                if (!wanted.test(path)) {
                    return;
                }
                if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) { // isFile is true of links too
                    Path file = folder.resolve(path);
                    Files.createDirectories(file.resolveSibling(".").normalize());
                    Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
                    if ((entry.getMode() & 0111) != 0) {
                        file.toFile().setExecutable(true);
                    }
                } else if (entry.isLink() || entry.isSymbolicLink()) {
                    links.put(path, new Link(path, target(deb, path, entry)));
                }
            });
        }
        Sysroot root = new Sysroot(folder);
        for (Link link : links.values()) {
            root.follow(link, links);
        }
        return root;
    }

    /** A file, if it is there. */
    boolean has(String path) {
        return Files.isRegularFile(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** A file that must be there. */
    Path file(String path) throws BadInput {
        if (!has(path)) {
            throw new BadInput(
                    folder + "/" + path,
                    "no such file in the packages of the lab",
                    "This suite's packages are not as the lab knows them; try another <suite>.");
        }
        return folder.resolve(path);
    }

    /** The files whose path is of a pattern, in order. */
    List<String> matching(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(path -> path.matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    /** The only file whose path is of a pattern. */
    String only(String pattern) throws IOException {
        List<String> found = matching(pattern);
        if (found.size() != 1) {
            throw new BadInput(
                    folder.toString(),
                    found.size() + " files are of the form " + pattern + " instead of one",
                    "This suite's packages are not as the lab knows them; try another <suite>.");
        }
        return found.get(0);
    }

    /** The libraries that programs need, and those that these need, with the loader; paths in order. */
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
        for (String place : LIBRARY_FOLDERS) {
            if (has(place + "/" + name)) {
                return place + "/" + name;
            }
        }
        throw new BadInput(
                name,
                "no such library in the packages of the lab",
                "This suite's packages are not as the lab knows them; try another <suite>.");
    }

    /** The command that runs a program with this folder's own loader and libraries. */
    List<String> command(String program) throws BadInput {
        String path = String.join(
                ":",
                LIBRARY_FOLDERS.stream()
                        .map(place -> folder.resolve(place).toString())
                        .toList());
        return List.of(
                folder.resolve(library(LOADER)).toString(),
                "--library-path",
                path,
                file(program).toString());
    }

    private void follow(Link link, Map<String, Link> links) throws IOException {
        String target = link.target();
        for (int steps = 0; links.containsKey(target) && steps < links.size(); steps++) {
            target = links.getOrDefault(target, link).target();
        }
        Path place = folder.resolve(link.path());
        if (has(target) && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(place.resolveSibling(".").normalize());
            Files.createLink(place, folder.resolve(target));
        }
    }

    private static String target(Path deb, String path, TarArchiveEntry entry) throws BadInput {
        String name = entry.getLinkName();
        if (entry.isLink() || name.startsWith("/")) {
            return path(deb, name);
        }
        Path from = Path.of("/" + path).resolveSibling(name).normalize();
        return path(deb, from.toString());
    }

    private static String path(Path deb, String name) throws BadInput {
        Path path = Path.of("/").relativize(Path.of("/" + name).normalize());
        if (name.indexOf('\0') >= 0) {
            throw new BadInput(deb, "a file name with a zero byte", "Get the package again.");
        }
        return path.toString().replaceFirst("^(s?bin|lib|lib64)/", "usr/$1/");
    }
}
