// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Versions of a SNAPSHOT's packages. The time of the build replaces SNAPSHOT, so that apt treats each build as an upgrade, and
 * an archive never gets two packages with the same version. All of them sort before the release.
 *
 * @param grub version of the GRUB package, such as 2.06-13+deb12u2
 * @param project Maven's version of the project, such as 1.4-SNAPSHOT
 */
public record SnapshotVersion(String grub, String project) {
    private static final Pattern SNAPSHOT = Pattern.compile("[-._]?SNAPSHOT$", Pattern.CASE_INSENSITIVE);

    /** The form of the time in a version: UTC, in seconds, in ASCII digits. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Whether Maven treats a project's version as a SNAPSHOT. */
    public static boolean is(String project) {
        return SNAPSHOT.matcher(project).find();
    }

    /**
     * The version of a build.
     *
     * @param time start of the build, without the fraction of a second
     */
    public String at(Instant time) throws BadInput {
        return beforeTime() + TIME.format(time);
    }

    /**
     * The time in a version of this GRUB and project.
     *
     * @param version with or without its epoch, which file names do not have
     * @return empty if the version does not come from {@link #at}
     */
    public Optional<Instant> time(String version) throws BadInput {
        String before = withoutEpoch(beforeTime());
        String given = withoutEpoch(version);
        if (!given.startsWith(before)) {
            return Optional.empty();
        }
        try {
            Instant time = TIME.parse(given.substring(before.length()), Instant::from);
            return withoutEpoch(at(time)).equals(given) ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String withoutEpoch(String version) {
        return version.replaceFirst("^[0-9]+:", "");
    }

    private String beforeTime() throws BadInput {
        return DebVersion.of(grub, SNAPSHOT.matcher(project).replaceFirst("")) + "~";
    }
}
