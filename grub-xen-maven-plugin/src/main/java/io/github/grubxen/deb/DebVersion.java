// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions in Debian's syntax.
 *
 * <p>Source: Debian Policy, section 5.6.12; deb-version(7).
 */
public final class DebVersion {
    private static final Pattern SYNTAX =
            Pattern.compile("(?:([0-9]+):)?[0-9][A-Za-z0-9.+~]*(?:[A-Za-z0-9.+~-]*[A-Za-z0-9.+~])?");

    private static final BigInteger LARGEST_EPOCH = BigInteger.valueOf(Integer.MAX_VALUE);

    /** The qualifiers that Maven sorts before the release. Debian uses a tilde for this. */
    private static final Pattern PRE_RELEASE = Pattern.compile(
            "(?:[-.]|(?<=[0-9]))((?:alpha|beta|milestone|rc|cr|snapshot)(?![a-z])|m[0-9]+(?![a-z0-9]))"
                    + "|[-.]([ab][0-9]+(?![a-z0-9]))",
            Pattern.CASE_INSENSITIVE);

    private static final String SNAPSHOT = "snapshot";

    /** The text that build-number plugins use for an unknown number. */
    private static final Pattern UNSET = Pattern.compile("(?<![A-Za-z])null(?![A-Za-z])");

    private static final String PROJECT = "the project's version";

    private DebVersion() {}

    /**
     * The version of a package that contains GRUB: GRUB's own and the project's, so that it increases with either.
     *
     * @param grub version of the GRUB package, such as 2.06-13+deb12u2
     * @param project Maven's version of the project, such as 1.4-SNAPSHOT
     */
    public static String of(String grub, String project) throws BadInput {
        check("the version of GRUB's package", grub);
        if (UNSET.matcher(project).find()) {
            throw new BadInput(
                    PROJECT,
                    "'" + project + "' has null in it, so a property that makes up a part of it has no value",
                    "Give the property a value, or set the version of the packages.");
        }
        return check(PROJECT, grub + "+" + ofProject(project));
    }

    /**
     * A project's version in Debian's syntax. Pre-releases sort before their release, and there is no hyphen, which
     * would begin a Debian revision. Pre-releases are in lower case, because dpkg sorts RC before beta.
     */
    static String ofProject(String version) {
        return PRE_RELEASE
                .matcher(version)
                .replaceAll(found -> "~" + lowerCase(found.group().replaceFirst("^[-.]", "")))
                .replace('-', '.')
                .replace('_', '.');
    }

    /**
     * Converts to lower case, except for SNAPSHOT: in upper case, it sorts before the first pre-release of its version.
     */
    private static String lowerCase(String word) {
        return word.equalsIgnoreCase(SNAPSHOT) ? word : word.toLowerCase(Locale.ROOT);
    }

    /**
     * Refuses an invalid version.
     *
     * @param where the POM element that the version comes from
     * @return the version
     */
    public static String check(String where, String version) throws BadInput {
        return check(new Place.Named(where), version);
    }

    /**
     * Refuses an invalid version.
     *
     * @param where the place of the version
     * @return the version
     */
    public static String check(Place where, String version) throws BadInput {
        Matcher matcher = SYNTAX.matcher(version);
        if (!matcher.matches()) {
            throw new BadInput(
                    where,
                    "'" + version + "' is not a version in Debian's syntax",
                    "Begin it with a digit and use letters, digits and . + ~ -, or set the version of the packages.");
        }
        if (matcher.group(1) != null && new BigInteger(matcher.group(1)).compareTo(LARGEST_EPOCH) > 0) {
            throw new BadInput(where, "'" + version + "' has a larger epoch than dpkg takes", "Use a small one.");
        }
        return version;
    }
}
