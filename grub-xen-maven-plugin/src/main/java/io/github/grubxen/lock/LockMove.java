// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.archive.VersionOrder;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The comparison of a locked version with the newest one.
 *
 * @param former the lock
 * @param newest the lock for the newest version
 * @param changes the modules that differ, for each platform; empty if the locked modules are no longer available
 * @param fixes the CVE numbers that the changelog names between the two versions
 */
public record LockMove(LockFile former, GrubLock newest, Optional<List<ModuleChanges>> changes, List<String> fixes) {

    /** Copies the list. */
    public LockMove {
        fixes = List.copyOf(fixes);
    }

    /**
     * Compares a lock with the newest source.
     *
     * @param locked the lock with its modules
     * @param newest the newest source
     * @param needed chooses the modules to compare
     * @param scratch a directory for copies of the trees; it is removed
     */
    public static LockMove of(
            LockedModules locked,
            FetchedSource newest,
            Set<Platform> platforms,
            NeededNames needed,
            Path scratch,
            BuildLog log)
            throws IOException {
        LockFile former = locked.lock();
        try {
            ModulesDirectory after = newestTrees(scratch);
            after.fill(newest, platforms);
            GrubLock moved = Locking.of(former.lock().origin(), newest, after);
            if (isSame(former.lock(), moved)) {
                return new LockMove(former, moved, Optional.empty(), List.of());
            }
            Set<Platform> common = common(former.lock(), moved);
            Optional<ModulesDirectory> before = locked.find(common, scratch.resolve("locked"), log);
            Optional<List<ModuleChanges>> changes =
                    before.isPresent() ? Optional.of(compare(common, before.get(), after, needed)) : Optional.empty();
            List<String> fixes = SecurityFixes.between(
                    newest.changelog().orElse(""), former.lock().version(), moved.version());
            return new LockMove(former, moved, changes, fixes);
        } finally {
            Directories.delete(scratch);
        }
    }

    /** Whether two locks have the same files, version and trees. Platforms that only one of them has are ignored. */
    private static boolean isSame(GrubLock one, GrubLock other) {
        return one.version().equals(other.version())
                && one.files().equals(other.files())
                && common(one, other).stream()
                        .allMatch(platform -> Objects.equals(
                                one.trees().get(platform), other.trees().get(platform)));
    }

    private static Set<Platform> common(GrubLock one, GrubLock other) {
        Set<Platform> common = EnumSet.noneOf(Platform.class);
        common.addAll(one.trees().keySet());
        common.retainAll(other.trees().keySet());
        return common;
    }

    private static List<ModuleChanges> compare(
            Set<Platform> platforms, ModulesDirectory before, ModulesDirectory after, NeededNames needed)
            throws IOException {
        List<ModuleChanges> changes = new ArrayList<>();
        for (Platform platform : platforms) {
            changes.add(ModuleChanges.of(before.tree(platform), after.tree(platform), needed));
        }
        return changes;
    }

    /** The copies of the newest trees. {@link #of} makes them before it asks which modules to compare. */
    public static ModulesDirectory newestTrees(Path scratch) {
        return new ModulesDirectory(scratch.resolve("newest"));
    }

    /** Whether the newest source differs from the locked one. */
    public boolean isMove() {
        return !isSame(former.lock(), newest);
    }

    /** The differences, in lines of text. The last line is a summary. */
    public List<String> lines() {
        if (!isMove()) {
            return List.of(newest.source() + " " + newest.version() + " is locked, and " + newest.origin()
                    + " has nothing newer");
        }
        List<String> lines = new ArrayList<>();
        if (new VersionOrder().compare(newest.version(), former.lock().version()) < 0) {
            lines.add(newest.version() + ", the newest of " + newest.origin() + ", is older than the locked "
                    + former.lock().version());
        }
        changes.ifPresent(all -> all.forEach(change -> lines.addAll(change.lines())));
        if (!fixes.isEmpty()) {
            lines.add(String.join(", ", fixes));
        }
        String counts = changes.stream()
                .flatMap(List::stream)
                .map(change ->
                        change.differing() + " of " + change.all() + " modules differ on " + change.platform() + ", ")
                .collect(Collectors.joining());
        lines.add(former.lock().version() + " -> " + newest.version() + ": " + counts + fixes.size()
                + (fixes.size() == 1 ? " CVE" : " CVEs"));
        return lines;
    }
}
