// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.domain.DomainDisk;
import io.github.grubxen.io.Latin1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The disks of an xl configuration that are on this machine.
 *
 * @param files the files by GRUB's name for each disk, in the configuration's order
 * @param missing why other disks are not read, each as a sentence
 */
record DomainDisks(Map<String, Path> files, List<String> missing) {
    /** Formats that are read here. Empty drives are skipped. */
    private static final Set<String> READ = Set.of("raw", "qcow2");

    /** The most disks that are opened at once. */
    private static final int MOST = 26;

    /** The name that Xen's backend has for a disk. GRUB puts {@code xen/} before it. */
    private static final String DEVICE = "[a-z]+[0-9a-z]*";

    /**
     * A file whatever its name is. A file that is written to becomes another one.
     *
     * @param disk GRUB's name for it as a disk
     * @param key the file system's key for it; null if it has none
     * @param path the path, if there is no key
     * @param size in bytes
     * @param time of its last change
     */
    record FileId(String disk, @Nullable Object key, Path path, long size, FileTime time) {
        static FileId of(String disk, Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            return new FileId(
                    disk, key, key == null ? path : Path.of(""), attributes.size(), attributes.lastModifiedTime());
        }
    }

    static DomainDisks of(List<DomainDisk> disks) {
        Map<String, Path> files = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (DomainDisk disk : disks) {
            if (disk.format().equals("empty")) {
                continue;
            }
            Optional<String> problem = problem(disk);
            if (problem.isEmpty() && files.size() < MOST) {
                files.put("xen/" + disk.device(), path(disk).orElseThrow());
            } else {
                missing.add("The disk " + Latin1.decoded(disk.device()) + " (" + Latin1.decoded(disk.target())
                        + ") was not read: " + problem.orElse("more than " + MOST + " disks") + ".");
            }
        }
        return new DomainDisks(files, missing);
    }

    private static Optional<String> problem(DomainDisk disk) {
        if (!disk.isFile()) {
            return Optional.of("a script of the host provides it");
        }
        if (!READ.contains(disk.format())) {
            return Optional.of("the format " + disk.format() + " is not supported");
        }
        if (!disk.device().matches(DEVICE)) {
            return Optional.of("its name in the guest is unusual");
        }
        Optional<Path> path = path(disk);
        if (path.isEmpty() || !Files.exists(path.get())) {
            return Optional.of("it is not on this machine");
        }
        return Optional.empty();
    }

    private static Optional<Path> path(DomainDisk disk) {
        try {
            return Optional.of(Path.of(Latin1.decoded(disk.target())));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The files, whatever their names are, so that two guests with the same files need them read once. */
    List<FileId> identities() throws IOException {
        List<FileId> identities = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            identities.add(FileId.of(file.getKey(), file.getValue()));
        }
        return identities;
    }
}
