// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.SnapshotVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The packages of a build of a SNAPSHOT. If they would equal those of an earlier build, they keep its version.
 * Otherwise they get a version that is higher than all earlier ones.
 *
 * @param recipes the recipes of the packages
 * @param version the version of the packages
 * @param kept whether an earlier build had this version
 */
record SnapshotPackages(List<PackageRecipe> recipes, String version, boolean kept) {

    /** Provides the recipes for a version. */
    @FunctionalInterface
    interface Maker {
        /** The packages of the build in this version. */
        List<PackageRecipe> of(String version) throws IOException;
    }

    /** Knows the inputs of earlier packages. */
    @FunctionalInterface
    interface Memory {
        /** Whether an earlier build made the package from the same inputs. */
        boolean has(PackageRecipe recipe) throws IOException;
    }

    /**
     * Chooses the version.
     *
     * @param versions the versions that the packages can have
     * @param former versions of earlier builds; versions of another GRUB or project are ignored
     * @param start start of the build; if it is not later than the previous build's, the previous time plus one second is used
     */
    static SnapshotPackages of(
            SnapshotVersion versions, Collection<String> former, Instant start, Maker maker, Memory memory)
            throws IOException {
        Instant time = start;
        for (Instant last : lastFirst(versions, former)) {
            String version = versions.at(last);
            List<PackageRecipe> same = maker.of(version);
            if (allIn(memory, same)) {
                return new SnapshotPackages(same, version, true);
            }
            Instant next = last.plusSeconds(1);
            time = time.isBefore(next) ? next : time;
        }
        String version = versions.at(time);
        return new SnapshotPackages(maker.of(version), version, false);
    }

    /**
     * The versions of finished packages. Each contains the time of the build that made it, this one or an earlier one.
     *
     * @param versions the versions that the packages can have
     * @param debs the packages' files; files with other names are ignored
     * @param start start of this build, which is used if no package contains a time
     */
    static Set<String> versions(SnapshotVersion versions, Collection<Path> debs, Instant start) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path deb : debs) {
            Optional<Instant> time = versions.time(FormerPackages.version(deb));
            if (time.isPresent()) {
                found.add(versions.at(time.get()));
            }
        }
        return found.isEmpty() ? Set.of(versions.at(start)) : found;
    }

    private static boolean allIn(Memory memory, List<PackageRecipe> recipes) throws IOException {
        for (PackageRecipe recipe : recipes) {
            if (!memory.has(recipe)) {
                return false;
            }
        }
        return true;
    }

    private static List<Instant> lastFirst(SnapshotVersion versions, Collection<String> former) throws IOException {
        List<Instant> times = new ArrayList<>();
        for (String version : former) {
            versions.time(version).ifPresent(times::add);
        }
        times.sort(Comparator.reverseOrder());
        return times;
    }

    /** One line for the log. */
    String line() {
        return (kept
                        ? "Nothing has changed since the build of version " + version
                                + ", so this SNAPSHOT's packages keep it"
                        : "This SNAPSHOT's packages have version " + version
                                + ", which ends with the start of this build in UTC")
                + " (-Dgrub-xen.snapshotTime=false: SNAPSHOT in its place)";
    }
}
