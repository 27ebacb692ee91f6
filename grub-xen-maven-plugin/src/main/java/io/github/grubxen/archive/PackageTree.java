// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The contents of an empty root directory after packages were unpacked into it. Entries are added in the order of their archive,
 * as dpkg unpacks them. Links are followed inside the root, as Linux does. Paths have no slash at either end; the root's is empty.
 *
 * <p>Source: deb(5); path_resolution(7); the behaviour of dpkg 1.21, with which PackageTreeTest compares.
 */
public final class PackageTree {
    /** Maximum number of entries of all packages together. A package of kernel modules has 5,000. */
    public static final int MOST_ENTRIES = 100_000;

    /** Maximum number of characters of all names and targets together. */
    public static final int MOST_CHARACTERS = 8 << 20;

    /** Longest path or target that Linux accepts, in bytes. */
    private static final int LONGEST_PATH = 4095;

    /** Maximum number of links that Linux follows on the way to a file. */
    private static final int MOST_LINKS = 40;

    private final NavigableMap<String, Node> nodes = new TreeMap<>();
    private int first;
    private int entries;
    private long characters;

    /** The entry at a path. For a hard link, the number is that of the file whose content it shares. */
    private record Node(char type, String target, int number) {}

    /** The kind of entry that a path leads to. */
    public enum Kind {
        /** A file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** Nothing in the packages. */
        NOTHING,
        /** Links that lead to each other. */
        CYCLE
    }

    /**
     * The end of a path after following all links.
     *
     * @param path the resolved path; for a cycle, the path at which resolution stopped
     * @param kind the kind of entry at that path
     * @param leaves whether a link on the way leads above the root; Linux then stays at the root
     */
    public record End(String path, Kind kind, boolean leaves) {}

    /** Moves the place of a directory before any package is unpacked, as a merged /usr does. */
    public PackageTree redirect(String path, String target) {
        nodes.put(path, new Node(TarMember.SYMBOLIC_LINK, target, -1));
        return this;
    }

    /** Ends a package. Files of later packages replace its files, as in an upgrade. */
    public void endPackage() {
        first = entries;
    }

    /**
     * Unpacks the next entry.
     *
     * @param where the package, for messages
     * @return the entry's number, counted from 0 over all packages
     * @throws BadInput if dpkg would refuse the entry, if it is a device or a pipe, if it leads out of the root, if it already
     *     exists, or if it exceeds a limit
     */
    public int add(String where, TarMember member) throws BadInput {
        admit(where, member);
        unpack(where, member);
        return entries - 1;
    }

    /**
     * Counts the next entry, before it is unpacked or skipped.
     *
     * @throws BadInput if it exceeds a limit
     */
    public void admit(String where, TarMember member) throws BadInput {
        characters += member.name().length() + member.link().length();
        for (String path : List.of(member.name(), member.link())) {
            if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
                throw bad(where, path.substring(0, 100) + "...", "is a path of more than " + LONGEST_PATH + " bytes");
            }
        }
        if (entries >= MOST_ENTRIES || characters > MOST_CHARACTERS) {
            String most = entries >= MOST_ENTRIES
                    ? MOST_ENTRIES + " entries"
                    : (MOST_CHARACTERS >> 20) + " MiB of names of its entries";
            throw new BadInput(
                    where, "has more than " + most, "Give a package of GRUB's or of images; none has so many.");
        }
        entries++;
    }

    /**
     * Unpacks the entry that was counted last.
     *
     * @throws BadInput in the same cases as {@link #add}
     */
    public void unpack(String where, TarMember member) throws BadInput {
        int number = entries - 1;
        String path = place(where, member.name());
        Node former = nodes.get(path);
        switch (member.type()) {
            case TarMember.DIRECTORY -> {
                if (former == null || follow(path).kind() == Kind.FILE) {
                    put(where, path, former, new Node(TarMember.DIRECTORY, "", number));
                }
            }
            case TarMember.FILE -> put(where, path, former, new Node(TarMember.FILE, "", number));
            case TarMember.SYMBOLIC_LINK -> {
                if (member.link().isEmpty()) {
                    throw bad(where, path, "is a dangling symbolic link");
                }
                put(where, path, former, new Node(TarMember.SYMBOLIC_LINK, member.link(), number));
            }
            case TarMember.HARD_LINK -> {
                Node target = nodes.get(place(where, member.link()));
                if (target == null || target.type() != TarMember.FILE) {
                    throw bad(
                            where,
                            path,
                            "is a hard link to '" + member.link() + "', which is not an earlier file of the archive");
                }
                put(where, path, former, target);
            }
            default ->
                throw bad(where, path, "is " + member.kind() + ", which the plugin does not read from a package");
        }
    }

    /** Follows all links from the root to the end of a path. */
    public End follow(String path) {
        return follow(path, true);
    }

    /** The number of the entry with the content of the file at a path. Links are followed. Empty if the path is not a file. */
    public Optional<Integer> file(String path) {
        End end = follow(path);
        Node node = nodes.get(end.path());
        return end.kind() == Kind.FILE && node != null ? Optional.of(node.number()) : Optional.empty();
    }

    /** The error for a path without a file, with the reason. */
    public BadInput noFile(String where, String path) {
        End end = follow(path);
        return bad(
                where,
                path,
                switch (end.kind()) {
                    case FILE -> throw new IllegalArgumentException(path);
                    case DIRECTORY -> "is a directory, not a file";
                    case CYCLE -> "is a symbolic link that leads in a cycle";
                    case NOTHING ->
                        end.path().equals(path)
                                ? "is not there"
                                : "is a symbolic link to /" + end.path() + ", which is not in the package";
                });
    }

    /** The names of all entries in a directory. Links to the directory are followed. Empty if it does not exist. */
    public SortedSet<String> names(String directory) {
        End end = follow(directory);
        SortedSet<String> names = new TreeSet<>();
        if (end.kind() == Kind.DIRECTORY) {
            String prefix = end.path().isEmpty() ? "" : end.path() + "/";
            for (String path : nodes.tailMap(prefix, false).keySet()) {
                if (!path.startsWith(prefix)) {
                    break;
                }
                names.add(path.substring(prefix.length()).replaceFirst("/.*", ""));
            }
        }
        return names;
    }

    /** The paths of all files in order, including hard links but not symbolic links. */
    public List<String> files() {
        return nodes.entrySet().stream()
                .filter(entry -> entry.getValue().type() == TarMember.FILE)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The paths of all symbolic links in order. */
    public List<String> symbolicLinks() {
        return nodes.entrySet().stream()
                .filter(entry -> entry.getValue().type() == TarMember.SYMBOLIC_LINK)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The path at which a named entry is unpacked. Links to its directory are followed, but not the entry itself. */
    public String place(String where, String name) throws BadInput {
        Optional<String> unfit = InstalledPaths.unfit(name);
        if (unfit.isPresent()) {
            throw bad(where, name, unfit.get());
        }
        End end = follow(InstalledPaths.plain(name), false);
        if (end.kind() == Kind.CYCLE) {
            throw bad(where, InstalledPaths.plain(name), "lies below a symbolic link that leads in a cycle");
        }
        checkAbove(where, end.path());
        return end.path();
    }

    private void checkAbove(String where, String path) throws BadInput {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Node above = nodes.get(path.substring(0, slash));
            if (above != null && above.type() == TarMember.FILE) {
                throw bad(where, path, "lies below /" + path.substring(0, slash) + ", which is a file");
            }
        }
    }

    private void put(String where, String path, @Nullable Node former, Node node) throws BadInput {
        if (former != null && former.number() >= first) {
            throw bad(where, path, "occurs twice");
        }
        nodes.put(path, node);
    }

    private End follow(String path, boolean last) {
        Deque<String> left = new ArrayDeque<>(parts(path));
        List<String> at = new ArrayList<>();
        boolean leaves = false;
        int followed = 0;
        while (!left.isEmpty()) {
            String part = left.removeFirst();
            if (part.equals("..")) {
                leaves |= at.isEmpty();
                if (!at.isEmpty()) {
                    at.remove(at.size() - 1);
                }
                continue;
            }
            at.add(part);
            Node node = nodes.get(String.join("/", at));
            if (node != null && node.type() == TarMember.SYMBOLIC_LINK && (last || !left.isEmpty())) {
                if (++followed > MOST_LINKS) {
                    return new End(String.join("/", at), Kind.CYCLE, leaves);
                }
                at.remove(at.size() - 1);
                if (node.target().startsWith("/")) {
                    at.clear();
                }
                Deque<String> further = new ArrayDeque<>(parts(node.target()));
                further.addAll(left);
                left = further;
            } else if (node != null && node.type() == TarMember.FILE && !left.isEmpty()) {
                at.addAll(left); // a file has nothing below it
                return new End(String.join("/", at), Kind.NOTHING, leaves);
            }
        }
        String end = String.join("/", at);
        return new End(end, kind(end), leaves);
    }

    private Kind kind(String path) {
        Node node = nodes.get(path);
        if (node != null && node.type() == TarMember.FILE) {
            return Kind.FILE;
        }
        String below = nodes.higherKey(path + "/");
        boolean directory = path.isEmpty()
                || (node != null && node.type() == TarMember.DIRECTORY)
                || (below != null && below.startsWith(path + "/"));
        return directory ? Kind.DIRECTORY : Kind.NOTHING;
    }

    private static Collection<String> parts(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    private static BadInput bad(String where, String path, String problem) {
        return new BadInput(where + ": /" + path, problem, "Get the package again, or pack it with dpkg-deb.");
    }
}
