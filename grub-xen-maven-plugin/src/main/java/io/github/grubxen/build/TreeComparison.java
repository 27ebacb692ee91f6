// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.source.FetchedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The comparison of a published module tree with a built one, file by file.
 *
 * @param files number of different file names in both trees
 * @param modules number of different module names in both trees
 * @param equalModules number of modules with the same bytes
 * @param differences the differences, in the order of the files' names
 */
public record TreeComparison(int files, int modules, int equalModules, List<Difference> differences) {
    private static final String MODULE = ".mod";

    /** Copies the list. */
    public TreeComparison {
        differences = List.copyOf(differences);
    }

    /**
     * A file that differs.
     *
     * @param file its name
     * @param what the difference; for an ELF file, with its sections
     * @param trap the usual cause, if it is known
     */
    public record Difference(String file, String what, Optional<String> trap) {
        @Override
        public String toString() {
            return file + ": " + what + trap.map(text -> " (" + text + ")").orElse("");
        }
    }

    /** Compares two directories with the files of a tree. */
    public static TreeComparison of(Path published, Path built) throws IOException {
        NavigableSet<String> names = new TreeSet<>(names(published));
        names.addAll(names(built));
        List<Difference> differences = new ArrayList<>();
        int modules = 0;
        int equalModules = 0;
        for (String name : names) {
            Optional<Difference> difference = compare(published.resolve(name), built.resolve(name), name);
            difference.ifPresent(differences::add);
            if (name.endsWith(MODULE)) {
                modules++;
                equalModules += difference.isEmpty() ? 1 : 0;
            }
        }
        return new TreeComparison(names.size(), modules, equalModules, differences);
    }

    private static List<String> names(Path directory) throws IOException {
        return Directories.list(directory).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(FetchedSource.TREE_FILE)
                .toList();
    }

    private static Optional<Difference> compare(Path published, Path built, String name) throws IOException {
        if (!Files.exists(published)) {
            return Optional.of(new Difference(name, "is not in the published tree", Optional.empty()));
        }
        if (!Files.exists(built)) {
            return Optional.of(new Difference(name, "was not built", Optional.of("an option or library is missing")));
        }
        Bytes theirs = Bytes.read(published, ModuleTree.FILE_LIMIT);
        Bytes ours = Bytes.read(built, ModuleTree.FILE_LIMIT);
        if (theirs.equals(ours)) {
            return Optional.empty();
        }
        if (name.endsWith(MODULE) || name.endsWith(".img")) {
            return Optional.of(ofElf(name, theirs, ours));
        }
        return Optional.of(new Difference(name, "differs", trap(name)));
    }

    private static Difference ofElf(String name, Bytes theirs, Bytes ours) {
        try {
            TreeMap<String, Bytes> all = sections(theirs);
            TreeMap<String, Bytes> built = sections(ours);
            NavigableSet<String> differing = new TreeSet<>();
            all.forEach((section, bytes) -> {
                if (!Optional.ofNullable(built.get(section)).equals(Optional.of(bytes))) {
                    differing.add(section);
                }
            });
            built.keySet().stream().filter(section -> !all.containsKey(section)).forEach(differing::add);
            String where =
                    differing.isEmpty() ? "differs outside its sections" : "differs in " + String.join(", ", differing);
            return new Difference(name, where, trapOfSections(differing));
        } catch (BadInput e) {
            return new Difference(name, "differs, and is not an ELF file", Optional.empty());
        }
    }

    private static TreeMap<String, Bytes> sections(Bytes file) throws BadInput {
        ElfFile elf = ElfFile.read(file);
        TreeMap<String, Bytes> sections = new TreeMap<>();
        for (SectionHeader section : elf.sections()) {
            if (section.type() != SectionHeader.NOBITS) {
                sections.put(elf.name(section), elf.content(section));
            }
        }
        return sections;
    }

    private static Optional<String> trapOfSections(NavigableSet<String> sections) {
        if (sections.contains(".text")) {
            return Optional.of("another compiler or other flags, or another source");
        }
        if (sections.stream().anyMatch(section -> section.startsWith(".rodata"))) {
            return Optional.of("a version, a font, or a path in assert()");
        }
        return sections.contains(".moddeps") ? Optional.of("another awk made moddep.lst") : Optional.empty();
    }

    private static Optional<String> trap(String name) {
        return switch (name) {
            case "moddep.lst" -> Optional.of("another awk: mawk for GRUB 2.06 of Debian, gawk for later releases");
            case "modinfo.sh" -> Optional.of("another compiler, or another version");
            case "config.h" -> Optional.of("other options of configure, or another compiler");
            default -> Optional.empty();
        };
    }
}
