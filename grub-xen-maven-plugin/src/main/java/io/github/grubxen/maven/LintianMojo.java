// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.Lintian;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;
import io.github.grubxen.io.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Runs lintian, Debian's checker, once on the project's packages and on the .changes files that the goal changes has written for
 * them. An error or a warning of lintian fails the build. If lintian is not installed, the goal logs that and does nothing; with
 * {@code CI=true} in the environment, it fails.
 *
 * @since 0.9.0
 */
@Mojo(name = "lintian", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public class LintianMojo extends AbstractGrubXenMojo {
    private static final String FAIL_ON = "grub-xen.lintian.failOn";
    private static final Choice<Lintian.Level> LEVELS = Choice.of("level of lintian's tags", Lintian.Level.values());

    /**
     * Skips this goal.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.lintian.skip", defaultValue = "false")
    private boolean skipLintian;

    /**
     * The vendor or profile whose tags lintian checks, such as {@code debian} or {@code ubuntu}. Default: that of the machine. With a
     * profile, lintian also checks whether the profile's vendor has the suite that a .changes file names.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.lintian.profile")
    private @Nullable String profile;

    /**
     * Whether lintian also reports tags of the level pedantic.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.lintian.pedantic", defaultValue = "false")
    private boolean pedantic;

    /**
     * The levels of lintian's tags that fail the build: {@code error}, {@code warning}, {@code info}, {@code pedantic} and {@code
     * experimental}, or only {@code none}. Tags of other levels are logged, if lintian shows them.
     *
     * @since 0.9.0
     */
    @Parameter(property = FAIL_ON, defaultValue = "error,warning")
    private List<String> failOn;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Override
    boolean skipGoal() {
        return skipLintian;
    }

    @Override
    void make() throws IOException {
        Lintian lintian = new Lintian(Optional.ofNullable(profile).map(String::strip), pedantic, levels());
        if (!isInstalled() && !"true".equals(System.getenv("CI"))) {
            getLog().warn("lintian is not installed, so the packages are not checked.");
            return;
        }
        List<Path> files = AttachedPackages.withChanges(project, "grub-xen:lintian");
        String names = AttachedPackages.names(files);
        Lintian.Tags tags = Progress.during(log(), "lintian, for " + names, progress -> lintian.check(files));
        tags.others().forEach(getLog()::warn);
        if (!tags.failures().isEmpty()) {
            throw BadInput.quoting(
                    Lintian.place(files),
                    "lintian reports " + lintian.failures(tags),
                    tags.failures(),
                    "Correct them, or give the package <overrides> with the reason for each.");
        }
        getLog().info("lintian reports nothing " + (tags.others().isEmpty() ? "" : "that fails the build ") + "for "
                + names);
    }

    private Set<Lintian.Level> levels() throws BadInput {
        Set<Lintian.Level> levels = EnumSet.noneOf(Lintian.Level.class);
        List<String> words = Entries.of(FAIL_ON, failOn);
        for (String word : words.equals(List.of("none")) ? List.<String>of() : words) {
            levels.add(LEVELS.read(FAIL_ON, word));
        }
        return levels;
    }

    private static boolean isInstalled() {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(":", -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "lintian")));
    }
}
