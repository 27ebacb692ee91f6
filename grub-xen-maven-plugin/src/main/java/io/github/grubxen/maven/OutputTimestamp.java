// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/**
 * The timestamp of all output, read as Maven's own plugins read it: seconds since the epoch, or ISO 8601 with an offset. A
 * value of one character that is not a digit turns the property off. In this case, and without the property, SOURCE_DATE_EPOCH
 * is used.
 *
 * <p>Source: Maven, "Configuring for Reproducible Builds"; reproducible-builds.org, SOURCE_DATE_EPOCH.
 */
final class OutputTimestamp {
    private static final String PROPERTY = "project.build.outputTimestamp";
    private static final String VARIABLE = "SOURCE_DATE_EPOCH";

    /** The last second that fits into the eleven octal digits of a tar header. */
    private static final Instant LAST = Instant.ofEpochSecond((1L << 33) - 1);

    /** 2015-01-01: the timestamp that GRUB's own tools use for reproducible images. */
    private static final Instant WITHOUT = Instant.ofEpochSecond(GrubTar.TIME);

    private OutputTimestamp() {}

    /**
     * The time in seconds since the epoch; the one of GRUB's own tools if none is set, with one warning in each build.
     *
     * @param property the value of {@code project.build.outputTimestamp}
     * @param sourceDateEpoch the value of the environment variable
     */
    static long seconds(@Nullable String property, @Nullable String sourceDateEpoch, MavenSession session, BuildLog log)
            throws BadInput {
        Optional<Instant> given = of(property, sourceDateEpoch);
        if (given.isEmpty() && BuildMemory.isFirst(session, "outputTimestamp")) {
            log.warn("project.build.outputTimestamp is not set: everything is made as of " + WITHOUT
                    + ". Set it to the time of the release.");
        }
        return given.orElse(WITHOUT).getEpochSecond();
    }

    /**
     * The timestamp, in seconds.
     *
     * @param property the value of {@code project.build.outputTimestamp}
     * @param sourceDateEpoch the value of the environment variable
     * @return empty if neither is set
     * @throws BadInput if the value is not a time, or does not fit into the packages' archives
     */
    static Optional<Instant> of(@Nullable String property, @Nullable String sourceDateEpoch) throws BadInput {
        if (property != null && (property.length() > 1 || isNumber(property))) {
            return Optional.of(parse(PROPERTY, property));
        }
        return sourceDateEpoch == null || sourceDateEpoch.isEmpty()
                ? Optional.empty()
                : Optional.of(parse(VARIABLE, sourceDateEpoch));
    }

    private static Instant parse(String where, String value) throws BadInput {
        String remedy = "Use ISO 8601 with an offset, such as 2026-11-23T00:00:00Z, or seconds since the epoch.";
        Instant time;
        try {
            time = isNumber(value)
                    ? Instant.ofEpochSecond(Long.parseLong(value))
                    : Instant.ofEpochSecond(OffsetDateTime.parse(value).toEpochSecond());
        } catch (DateTimeException | NumberFormatException e) {
            throw new BadInput(where, "'" + value + "' is not a time (" + e.getMessage() + ")", remedy);
        }
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
            throw new BadInput(
                    where,
                    "'" + value + "' is not between " + Instant.EPOCH + " and " + LAST
                            + ", the times that a package's archives can hold",
                    remedy);
        }
        return time;
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
