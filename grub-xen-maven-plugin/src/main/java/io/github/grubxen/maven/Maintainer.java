package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.model.Developer;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for the packages: the parameter, or the POM's first developer, or what the environment's DEBFULLNAME and DEBEMAIL name,
 * as debchange(1) reads them. The POM comes first, so that a build whose POM names somebody is the same on each machine.
 *
 * @param name name and address, as in {@code Name <address>}
 * @param ofEnvironment whether the environment names them
 */
record Maintainer(String name, boolean ofEnvironment) {
    private static final Pattern FORM = Pattern.compile("(?<name>[^<>\\n]+?) +<(?<address>[^<>\\s@]+@[^<>\\s@]+)>");

    /** The variables of the environment. */
    record Environment(@Nullable String fullName, @Nullable String email) {}

    /** Name and address; nothing where nobody is named. */
    static Optional<Maintainer> of(@Nullable String parameter, MavenProject project, Environment environment)
            throws BadInput {
        if (parameter != null) {
            return Optional.of(new Maintainer(
                    check("<maintainer> (grub-xen.maintainer)", parameter, "Write Name <address>."), false));
        }
        for (Developer developer : project.getDevelopers()) {
            if (developer.getName() != null && developer.getEmail() != null) {
                return Optional.of(new Maintainer(developer.getName() + " <" + developer.getEmail() + ">", false));
            }
        }
        return of(environment);
    }

    /** DEBEMAIL may hold the name too; DEBFULLNAME comes before that one. */
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
        if (!maintainer.matches("[^<>\\n]+ <[^<>\\s@]+@[^<>\\s@]+>")) {
            throw new BadInput(where, "'" + maintainer + "' is no maintainer", remedy);
        }
        return maintainer;
    }
}
