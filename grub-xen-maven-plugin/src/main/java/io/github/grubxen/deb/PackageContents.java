// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.ByComponents;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The installed entries of a package. Each path occurs once, below the root and with all of its parent directories, in
 * dpkg-deb's order: a sorted walk, with the symbolic links at the end.
 */
public final class PackageContents implements Fingerprint.Component {
    /** The root directory of all entries. */
    static final PackageEntry.Directory ROOT = new PackageEntry.Directory("");

    private static final int KIBI = 1024;

    /** Directories of the root that are links into /usr on a system with merged /usr. */
    private static final Pattern MERGED = Pattern.compile("(bin|sbin|lib(?:32|64|o32|x32)?)(?=/|$)");

    private final SortedMap<String, PackageEntry> entries = new TreeMap<>(new ByComponents());

    /**
     * Builds a package's contents.
     *
     * @param entries files and links; their parent directories are added
     * @throws BadInput if a path is not a plain relative path, occurs twice, or is below a file, or if a link leads out of the
     *     root
     */
    public PackageContents(Collection<? extends PackageEntry> entries) throws BadInput {
        Map<String, PackageEntry> merged = new HashMap<>();
        for (PackageEntry entry : entries) {
            String path = entry.path();
            if (!path.matches("[^/\\p{Cc}]+(/[^/\\p{Cc}]+)*") || ("/" + path + "/").matches(".*/\\.\\.?/.*")) {
                throw new BadInput(
                        "/" + path,
                        "no plain path inside a package",
                        "Use a path without '.', '..' and control characters.");
            }
            for (String name : path.split("/", -1)) {
                if (name.getBytes(StandardCharsets.UTF_8).length > Directories.LONGEST_NAME) {
                    throw new BadInput("/" + path, "a name of more than 255 bytes, which no disk takes", "Shorten it.");
                }
            }
            if (entry instanceof PackageEntry.Link link) {
                checkTarget(link);
            }
            if (this.entries.put(path, entry) != null) {
                throw new BadInput("/" + path, "occurs twice in the package", "Give each file another path.");
            }
            PackageEntry other = merged.put(merged(path), entry);
            if (other != null
                    && !(other instanceof PackageEntry.Directory && entry instanceof PackageEntry.Directory)) {
                throw new BadInput(
                        "/" + path,
                        "is the same as /" + other.path() + " where /usr is merged, as in Debian",
                        "Give each file a path of its own below /usr.");
            }
        }
        for (PackageEntry entry : List.copyOf(this.entries.values())) {
            addDirectoriesAbove(entry.path());
        }
    }

    /** Directories and files, each directory before its contents, then links. The root itself is not included. */
    public List<PackageEntry> entries() {
        List<PackageEntry> ordered = new ArrayList<>(entries.values());
        ordered.removeIf(PackageEntry.Link.class::isInstance);
        for (PackageEntry entry : entries.values()) {
            if (entry instanceof PackageEntry.Link) {
                ordered.add(entry);
            }
        }
        return ordered;
    }

    @Override
    public Object part() {
        return entries();
    }

    /** The place of a path on a system whose {@code /bin}, {@code /lib} and so on are links into {@code /usr}, as in Debian. */
    public static String merged(String path) {
        Matcher matcher = MERGED.matcher(path);
        return matcher.lookingAt() ? "usr/" + path : path;
    }

    /** The files below {@code /etc}, which dpkg must not overwrite if an administrator has changed them. */
    public List<String> conffiles() {
        return entries.values().stream()
                .filter(entry -> entry instanceof PackageEntry.RegularFile
                        && entry.path().startsWith("etc/"))
                .map(entry -> "/" + entry.path())
                .toList();
    }

    /** Approximate size of an archive of all entries, in bytes. */
    long archiveSize() throws IOException {
        long size = 0;
        for (PackageEntry entry : entries.values()) {
            size += entry.size() + KIBI;
        }
        return size;
    }

    /** Whether a regular file is installed at a path. */
    boolean has(String path) {
        return entries.get(path) instanceof PackageEntry.RegularFile;
    }

    /**
     * Size of the installed entries in KiB: each file and link is rounded up, and each directory, including the root, counts as
     * 1.
     *
     * <p>Source: dpkg-gencontrol(1), as measured on Debian's own packages.
     */
    long installedSize() throws IOException {
        long size = 1;
        for (PackageEntry entry : entries.values()) {
            size += entry instanceof PackageEntry.Directory ? 1 : (entry.size() + KIBI - 1) / KIBI;
        }
        return size;
    }

    /**
     * The control file md5sums, in the order of dh_md5sums: one line for each regular file except the conffiles, whose
     * checksums dpkg keeps separately.
     *
     * @param digests the MD5 of each regular file, by its path
     */
    String md5sums(Set<String> conffiles, Map<String, String> digests) {
        StringBuilder text = new StringBuilder();
        List<PackageEntry> byWholePath = new ArrayList<>(entries.values());
        byWholePath.sort((one, other) -> Arrays.compareUnsigned(
                one.path().getBytes(StandardCharsets.UTF_8), other.path().getBytes(StandardCharsets.UTF_8)));
        for (PackageEntry entry : byWholePath) {
            if (entry instanceof PackageEntry.RegularFile && !conffiles.contains("/" + entry.path())) {
                text.append(digests.get(entry.path()))
                        .append("  ")
                        .append(entry.path())
                        .append('\n');
            }
        }
        return text.toString();
    }

    /**
     * Links must stay below the root. A link that leads out of the root would have different targets inside and outside of a
     * chroot.
     */
    private static void checkTarget(PackageEntry.Link link) throws BadInput {
        if (!link.target().matches("\\P{Cc}+")) {
            throw new BadInput("/" + link.path(), "a link to nothing that can be named", "Give it a target.");
        }
        boolean absolute = link.target().startsWith("/");
        int depth =
                absolute ? 0 : (int) link.path().chars().filter(c -> c == '/').count();
        for (String step : link.target().split("/", -1)) {
            depth += step.equals("..") ? -1 : step.isEmpty() || step.equals(".") ? 0 : 1;
            if (depth < 0) {
                throw new BadInput(
                        "/" + link.path(), "a link to " + link.target() + ", out of the root", "Take a '..' away.");
            }
        }
    }

    private void addDirectoriesAbove(String path) throws BadInput {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String directory = path.substring(0, slash);
            PackageEntry there = entries.putIfAbsent(directory, new PackageEntry.Directory(directory));
            if (there != null && !(there instanceof PackageEntry.Directory)) {
                throw new BadInput(
                        "/" + path, "lies below /" + directory + ", which is not a directory", "Use another path.");
            }
        }
    }
}
