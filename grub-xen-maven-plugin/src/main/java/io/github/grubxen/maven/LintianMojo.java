// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.Lintian;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Runs lintian, Debian's checker, on the project's packages. An error or a warning of lintian fails the build. If lintian is
 * not installed, the goal logs that and does nothing; with {@code CI=true} in the environment, it fails.
 */
@Mojo(name = "lintian", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public class LintianMojo extends AbstractGrubXenMojo {

    /** Skips this goal. */
    @Parameter(property = "grub-xen.lintian.skip", defaultValue = "false")
    private boolean skipLintian;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Override
    boolean skipGoal() {
        return skipLintian;
    }

    @Override
    void make() throws IOException {
        if (!isInstalled() && !"true".equals(System.getenv("CI"))) {
            getLog().warn("lintian is not installed, so the packages are not checked.");
            return;
        }
        for (Path deb : AttachedPackages.of(project, "grub-xen:lintian")) {
            check(deb);
        }
    }

    private static boolean isInstalled() {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(":", -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "lintian")));
    }

    private void check(Path deb) throws BadInput {
        List<String> tags = Lintian.check(deb);
        if (!tags.isEmpty()) {
            throw BadInput.quoting(
                    Place.of(deb),
                    "lintian reports " + tags.size() + " errors and warnings",
                    tags,
                    "Correct them, or give the package <overrides> with the reason for each.");
        }
        getLog().info("lintian reports nothing for " + deb.getFileName());
    }
}
