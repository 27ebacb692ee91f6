package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.util.Optional;
import org.apache.maven.model.Developer;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Who answers for the packages: the parameter, or the POM's first developer. */
final class Maintainer {
    private Maintainer() {}

    /** Name and address; nothing where neither is given. */
    static Optional<String> of(@Nullable String parameter, MavenProject project) throws BadInput {
        if (parameter != null) {
            if (!parameter.matches("[^<>\\n]+ <[^<>\\s@]+@[^<>\\s@]+>")) {
                throw new BadInput("<maintainer>", "'" + parameter + "' is no maintainer", "Write Name <address>.");
            }
            return Optional.of(parameter);
        }
        for (Developer developer : project.getDevelopers()) {
            if (developer.getName() != null && developer.getEmail() != null) {
                return Optional.of(developer.getName() + " <" + developer.getEmail() + ">");
            }
        }
        return Optional.empty();
    }
}
