package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a package installs: each path once, below the root, with all folders above it, in byte order of the paths.
 */
public final class PackageContents {
    private static final int KIBI = 1024;

    private final SortedMap<String, PackageEntry> entries = new TreeMap<>();

    /**
     * Puts a package's contents together.
     *
     * @param entries files and links; folders above them are added
     * @throws BadInput when a path is no plain relative path, or is there twice, or lies below a file
     */
    public PackageContents(Collection<? extends PackageEntry> entries) throws BadInput {
        for (PackageEntry entry : entries) {
            String path = entry.path();
            if (!path.matches("[^/\\x00]+(/[^/\\x00]+)*") || ("/" + path + "/").matches(".*/\\.\\.?/.*")) {
                throw new BadInput("/" + path, "no plain path inside a package", "Use a path without '.' and '..'.");
            }
            if (this.entries.put(path, entry) != null) {
                throw new BadInput("/" + path, "is there twice in the package", "Give each file a path of its own.");
            }
        }
        for (PackageEntry entry : List.copyOf(this.entries.values())) {
            addFoldersAbove(entry.path());
        }
    }

    /** Folders, files and links; each folder before what lies in it. The root itself is not among them. */
    public Collection<PackageEntry> entries() {
        return entries.values();
    }

    /**
     * Installed-Size in KiB: each file and link rounded up, one for each folder with the root, one for the control data.
     *
     * <p>Source: dpkg-gencontrol(1), as measured on Debian's own packages.
     */
    public long installedSize() throws IOException {
        long size = 2;
        for (PackageEntry entry : entries.values()) {
            size += entry instanceof PackageEntry.Folder ? 1 : (entry.size() + KIBI - 1) / KIBI;
        }
        return size;
    }

    /** The control file md5sums: one line for each regular file. */
    public String md5sums() throws IOException {
        StringBuilder text = new StringBuilder();
        for (PackageEntry entry : entries.values()) {
            if (entry instanceof PackageEntry.RegularFile file) {
                try (InputStream in = file.content().open()) {
                    text.append(Digest.of("MD5", in))
                            .append("  ")
                            .append(file.path())
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private void addFoldersAbove(String path) throws BadInput {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String folder = path.substring(0, slash);
            PackageEntry there = entries.putIfAbsent(folder, new PackageEntry.Folder(folder));
            if (there != null && !(there instanceof PackageEntry.Folder)) {
                throw new BadInput("/" + path, "lies below /" + folder + ", which is no folder", "Use another path.");
            }
        }
    }
}
