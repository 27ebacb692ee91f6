// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.InstalledPaths;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.archive.TarMember;
import io.github.grubxen.deb.PackageContents;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The entries of control.tar or data.tar in sequence: no path leaves the root or occurs twice, each entry is in a directory
 * that precedes it, and owner, mode and timestamp are suitable for an installed file.
 *
 * <p>Source: deb(5); Debian Policy, sections 10.2 (file names) and 10.9 (permissions and owners).
 */
final class TarCheck {
    private static final String GNU = "ustar  \0";
    private static final String POSIX = "ustar\00000";
    private static final String AGAIN = "Build the package again with a packager that writes what dpkg-deb would.";

    private final Findings findings;
    private final String root;
    private final PackageTree tree;
    private final long newest;
    private final Map<String, TarMember> seen = new HashMap<>();
    private final Map<String, TarMember> merged = new HashMap<>();

    /**
     * A check that has seen no entry yet.
     *
     * @param root the prefix of paths in messages
     * @param tree the tree to unpack the entries into, with links followed
     * @param newest the latest permitted timestamp, in seconds since the epoch
     */
    TarCheck(Findings findings, String root, PackageTree tree, long newest) {
        this.tree = tree;
        this.findings = findings;
        this.root = root;
        this.newest = newest;
    }

    /**
     * Checks the next entry.
     *
     * @return whether its path is inside the root and occurs for the first time, so that other checks can use it
     */
    boolean look(TarMember member) {
        String where = root + InstalledPaths.plain(member.name());
        if (seen.isEmpty() && !member.name().equals("./")) {
            findings.add(Check.TAR_FORMAT, where, "is the first entry instead of ./, the root", AGAIN);
        }
        if (!member.magic().equals(GNU) && !member.magic().equals(POSIX)) {
            findings.add(Check.TAR_FORMAT, where, "its header is neither GNU tar's nor POSIX's", AGAIN);
        }
        checkType(where, member);
        checkAttributes(where, member);
        return checkPath(where, member);
    }

    private boolean checkPath(String where, TarMember member) {
        String name = member.name();
        if (!InstalledPaths.isPlain(name) || name.endsWith("/") != member.isDirectory()) {
            findings.add(
                    Check.TAR_PATHS,
                    where,
                    "the entry '" + name + "' is not of the form ./path" + (member.isDirectory() ? "/" : ""),
                    "Leave out '..', '.', double slashes and control characters.");
        }
        String path = InstalledPaths.plain(name);
        for (String part : path.split("/", -1)) {
            if (part.getBytes(StandardCharsets.UTF_8).length > Directories.LONGEST_NAME) {
                findings.add(
                        Check.TAR_PATHS,
                        where,
                        "a name of more than 255 bytes, which no disk takes",
                        "Use a shorter one.");
            }
        }
        if (InstalledPaths.leaves(name)) {
            return false;
        }
        if (seen.containsKey(path)) {
            findings.add(Check.TAR_PATHS, where, "occurs twice", "Give each file a path of its own.");
            return false;
        }
        if (!path.isEmpty()) {
            TarMember parent = seen.get(InstalledPaths.parent(path));
            if (parent == null || !parent.isDirectory()) {
                findings.add(
                        Check.TAR_PATHS,
                        where,
                        parent == null
                                ? "its directory does not come before it"
                                : "is below something that is not a directory",
                        "Put the directory in, before what lies in it.");
            }
        }
        seen.put(path, member);
        unpack(where, member);
        TarMember other = merged.put(PackageContents.merged(path), member);
        if (other != null && !(other.isDirectory() && member.isDirectory())) {
            findings.add(
                    Check.TAR_PATHS,
                    where,
                    "is the same as " + root + InstalledPaths.plain(other.name())
                            + " where /usr is merged, as in Debian",
                    "Give each file a path of its own below /usr.");
        }
        return true;
    }

    private void unpack(String where, TarMember member) {
        boolean link = member.type() == TarMember.HARD_LINK;
        try {
            tree.unpack("", member);
            if (link && InstalledPaths.leaves(member.link())) {
                addHardLink(where, "is a hard link to '" + member.link() + "', which does not begin with ./");
            }
        } catch (BadInput e) {
            if (link) { // all other problems were found before
                addHardLink(where, e.diagnostic().problem());
            }
        }
    }

    private void addHardLink(String where, String problem) {
        findings.add(Check.TAR_TYPES, where, problem, "Put the file in first, or use a symbolic link.");
    }

    private void checkType(String where, TarMember member) {
        switch (member.type()) {
            case TarMember.FILE, TarMember.DIRECTORY, TarMember.SYMBOLIC_LINK, TarMember.HARD_LINK -> {
                // the types in normal packages
            }
            default ->
                findings.add(
                        Check.TAR_TYPES,
                        where,
                        "an entry of type '" + member.type() + "'",
                        "Packages have files, directories and links; devices and pipes are made when the system starts.");
        }
    }

    private void checkAttributes(String where, TarMember member) {
        var attributes = member.attributes();
        if (!attributes.owner().equals("root")
                || !attributes.group().equals("root")
                || attributes.uid() != 0
                || attributes.gid() != 0) {
            findings.add(
                    Check.TAR_OWNERS,
                    where,
                    "belongs to " + attributes.owner() + "/" + attributes.group() + " (" + attributes.uid() + "/"
                            + attributes.gid() + "), not to root/root (0/0)",
                    "Give it to root, or accept this finding.");
        }
        int mode = attributes.mode();
        String problem = modeProblem(member, mode);
        if (!problem.isEmpty()) {
            findings.add(
                    Check.TAR_MODES,
                    where,
                    "mode " + String.format(Locale.ROOT, "%04o", mode) + ": " + problem,
                    "Correct the mode, or accept this finding.");
        }
        if (attributes.time() > newest) {
            findings.add(
                    Check.TAR_TIMES,
                    where,
                    Times.late(attributes.time(), newest),
                    "Set project.build.outputTimestamp, and package files with that time at most.");
        }
    }

    private static String modeProblem(TarMember member, int mode) {
        if (member.isSymbolicLink()) {
            return mode == 0777 ? "" : "a symbolic link has 0777";
        }
        if (member.isDirectory()) {
            return mode == 0755 ? "" : "a directory has 0755";
        }
        if ((mode & 07000) != 0) {
            return "setuid, setgid or sticky";
        }
        if ((mode & 022) != 0) {
            return "others than root may write it";
        }
        return (mode & 0444) == 0444 ? "" : "not everybody may read it";
    }
}
