package io.github.grubxen.verify;

import io.github.grubxen.archive.TarMember;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Symbolic links: none leads out of the root or in a circle, and what one points to in a folder of the package is there, or
 * may be in a package that this one depends on.
 *
 * <p>Source: Debian Policy, section 10.5.
 */
final class LinkCheck {
    static final String NAME = "links";
    private static final String DOC = "usr/share/doc/";

    /** As many as Linux follows. */
    private static final int MOST = 40;

    private final OpenedPackage opened;
    private final Findings findings;

    /** The packages that are verified together, by name. */
    private final Map<String, OpenedPackage> together;

    LinkCheck(OpenedPackage opened, Findings findings, Map<String, OpenedPackage> together) {
        this.opened = opened;
        this.findings = findings;
        this.together = together;
    }

    void run() {
        for (Map.Entry<String, TarMember> entry : opened.data.entrySet()) {
            if (entry.getValue().isSymbolicLink()) {
                check(entry.getKey(), entry.getValue().link());
            }
        }
    }

    private void check(String path, String target) {
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            add(path, target, "names nothing", "Give the link a target.");
            return;
        }
        Deque<String> left = new ArrayDeque<>(List.of(path.split("/")));
        List<String> at = new ArrayList<>();
        int followed = 0;
        while (!left.isEmpty()) {
            String part = left.removeFirst();
            if (part.equals("..")) {
                if (at.isEmpty()) {
                    add(path, target, "leads above the root", "Use a target inside the root.");
                    return;
                }
                at.remove(at.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                at.add(part);
                TarMember member = opened.data.get(String.join("/", at));
                if (member != null && member.isSymbolicLink()) {
                    if (++followed > MOST) {
                        add(path, target, "leads in a circle", "Let it end at a file or folder.");
                        return;
                    }
                    at.remove(at.size() - 1);
                    if (member.link().startsWith("/")) {
                        at.clear();
                    }
                    List<String> parts = new ArrayList<>(List.of(member.link().split("/")));
                    for (int i = parts.size() - 1; i >= 0; i--) {
                        left.addFirst(parts.get(i));
                    }
                }
            }
        }
        checkEnd(path, target, String.join("/", at));
    }

    private void checkEnd(String path, String target, String end) {
        if (opened.data.containsKey(end) || !opened.data.containsKey(InstalledPaths.parent(end))) {
            return;
        }
        Set<String> needed = dependencies();
        if (end.startsWith(DOC)) {
            needed.retainAll(Set.of(end.substring(DOC.length()).replaceFirst("/.*", "")));
        }
        Collection<OpenedPackage> known = together.entrySet().stream()
                .filter(e -> needed.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        boolean somewhere =
                known.size() < needed.size() || known.stream().anyMatch(other -> other.data.containsKey(end));
        if (!somewhere) {
            add(
                    path,
                    target,
                    "points to /" + end + ", which is neither in the package nor in one that it depends on",
                    "Correct the target, or depend on the package that has it.");
        }
    }

    /** Names of all packages that it depends on, alternatives too. */
    private Set<String> dependencies() {
        Set<String> names = new TreeSet<>();
        if (opened.fields == null) {
            return names;
        }
        for (String field : List.of("Depends", "Pre-Depends")) {
            for (String relation : opened.fields.get(field).orElse("").split("[,|]", -1)) {
                names.add(relation.strip().replaceFirst("(?s)[\\s(:\\[<].*", ""));
            }
        }
        names.remove("");
        return names;
    }

    private void add(String path, String target, String problem, String remedy) {
        findings.add(NAME, "/" + path, "the link to '" + target + "' " + problem, remedy);
    }
}
