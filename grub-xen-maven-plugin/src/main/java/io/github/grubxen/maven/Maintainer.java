// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.ControlFields;
import io.github.grubxen.deb.SnapshotVersion;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.model.Developer;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The maintainer of the packages: the parameter, the POM's first developer, or DEBFULLNAME and DEBEMAIL of the environment, as
 * in debchange(1). The POM takes precedence, so that a build whose POM names a maintainer is the same on every machine.
 *
 * @param name name and address, as in {@code Name <address>}
 * @param ofEnvironment whether the environment names them
 */
record Maintainer(String name, boolean ofEnvironment) {
    private static final Pattern FORM = Pattern.compile("(?<name>[^<>\\n]+?) +<(?<address>[^<>\\s@]+@[^<>\\s@]+)>");

    private static final String NAME_ONE = "Add a <developer> with <name> and <email> to the POM, or set <maintainer>"
            + " (grub-xen.maintainer), or DEBFULLNAME and DEBEMAIL in the environment.";

    /** The variables of the environment. */
    record Environment(@Nullable String fullName, @Nullable String email) {}

    /** Name and address; empty if no maintainer is named. */
    static Optional<Maintainer> of(@Nullable String parameter, MavenProject project, Environment environment)
            throws BadInput {
        if (parameter != null) {
            return of(parameter, environment);
        }
        for (Developer developer : project.getDevelopers()) {
            if (developer.getName() != null && developer.getEmail() != null) {
                String named = developer.getName() + " <" + developer.getEmail().strip() + ">";
                return Optional.of(
                        new Maintainer(check("<developer>", named, "Correct its <name> and <email>."), false));
            }
        }
        return of(environment);
    }

    /** Name and address without a project; empty if no maintainer is named. */
    static Optional<Maintainer> of(@Nullable String parameter, Environment environment) throws BadInput {
        return parameter == null
                ? of(environment)
                : Optional.of(new Maintainer(
                        check("<maintainer> (grub-xen.maintainer)", parameter, "Write Name <address>."), false));
    }

    /**
     * Logs the origin of the maintainer, if it is not the POM.
     *
     * @param given the named maintainer, if there is one
     * @param version Maven's version of the project
     * @throws BadInput if a release has no maintainer
     */
    static void check(Optional<Maintainer> given, String version, BuildLog log) throws BadInput {
        if (given.isPresent() && given.get().ofEnvironment()) {
            log.info("The packages' maintainer is that of DEBFULLNAME and DEBEMAIL: "
                    + given.get().name() + ". Name one in the POM to get the same packages on each machine.");
        } else if (given.isEmpty() && !SnapshotVersion.is(version)) {
            throw new BadInput(
                    "<maintainer>",
                    "the packages have no maintainer, and version " + version + " is a release",
                    NAME_ONE);
        } else if (given.isEmpty()) {
            log.warn("The packages have no maintainer, which is an error for a release. " + NAME_ONE);
        }
    }

    /** DEBEMAIL may contain the name too. DEBFULLNAME takes precedence. */
    private static Optional<Maintainer> of(Environment environment) throws BadInput {
        String email = environment.email() == null ? "" : environment.email().strip();
        String name =
                environment.fullName() == null ? "" : environment.fullName().strip();
        if (email.isEmpty()) {
            return Optional.empty();
        }
        Matcher both = FORM.matcher(email);
        String address = both.matches() ? both.group("address") : email;
        if (name.isEmpty()) {
            name = both.matches() ? both.group("name") : "";
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String remedy = "Set DEBEMAIL to an address, and DEBFULLNAME to a name.";
        return Optional.of(
                new Maintainer(check("DEBFULLNAME and DEBEMAIL", name + " <" + address + ">", remedy), true));
    }

    private static String check(String where, String maintainer, String remedy) throws BadInput {
        String line = maintainer.strip().replaceAll("\\s+", " ");
        if (!ControlFields.isMaintainer(line)) {
            throw new BadInput(where, "'" + line + "' is not a maintainer", remedy);
        }
        return line;
    }
}
