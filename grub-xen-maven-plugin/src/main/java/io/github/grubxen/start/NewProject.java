// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.start;

import io.github.grubxen.io.BadInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of a new project.
 *
 * @param group the group
 * @param name the project's name, which is also the name of its package
 * @param version the project's version
 * @param maintainer name and address of the maintainer, as in {@code Name <address>}
 * @param plugin the version of this plugin
 * @param time the timestamp of all output, in ISO 8601
 */
public record NewProject(
        String group, String name, String version, Optional<String> maintainer, String plugin, String time) {
    /** The group of a maintainer whose address has no domain that belongs to somebody. */
    public static final String EXAMPLE_GROUP = "org.example";

    private static final String EXAMPLE_NAME = "site-boot";

    /** A name that is both a Debian package's and a Maven project's. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]+");

    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_.-]+");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~_-]*");

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9][a-z0-9-]*(?:\\.[a-z0-9][a-z0-9-]*)+");

    /** A name that belongs to a directory of that name. */
    public static String nameOf(String directory) {
        String name = directory
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]+", "-")
                .replaceAll("^[.-]+|[.-]+$", "");
        return NAME.matcher(name).matches() ? name : EXAMPLE_NAME;
    }

    /** The group for the domain of a maintainer: {@code org.example} for {@code A Packager <packager@example.org>}. */
    public static String groupOf(Optional<String> maintainer) {
        String domain = maintainer
                .map(named ->
                        named.replaceFirst(".*@", "").replaceFirst(">.*", "").toLowerCase(Locale.ROOT))
                .orElse("");
        if (!DOMAIN.matcher(domain).matches()) {
            return EXAMPLE_GROUP;
        }
        List<String> labels = new ArrayList<>(List.of(domain.split("\\.")));
        Collections.reverse(labels);
        return String.join(".", labels);
    }

    /** A name of a project. */
    public static String checkedName(String where, String given) throws BadInput {
        return checked(NAME, where, given, "a name of a Debian package", "Use lower-case letters, digits, - and .");
    }

    /** A group. */
    public static String checkedGroup(String where, String given) throws BadInput {
        return checked(GROUP, where, given, "a group of Maven", "Use letters, digits, and . _ -");
    }

    /** A version. */
    public static String checkedVersion(String where, String given) throws BadInput {
        return checked(VERSION, where, given, "a version", "Begin with a letter or digit, as in 1.0-SNAPSHOT.");
    }

    private static String checked(Pattern pattern, String where, String given, String kind, String remedy)
            throws BadInput {
        if (!pattern.matcher(given.strip()).matches()) {
            throw new BadInput(where, "'" + given + "' is not " + kind, remedy);
        }
        return given.strip();
    }

    /** The name of the maintainer without the address. */
    public Optional<String> maintainerName() {
        return maintainer.map(
                named -> named.substring(0, named.lastIndexOf('<')).strip());
    }

    /** The address of the maintainer. */
    public Optional<String> maintainerAddress() {
        return maintainer.map(named -> named.substring(named.lastIndexOf('<') + 1, named.lastIndexOf('>')));
    }
}
