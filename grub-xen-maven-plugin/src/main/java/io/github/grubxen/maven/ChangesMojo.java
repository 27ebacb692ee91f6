// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.Changelog;
import io.github.grubxen.upload.BuildInputs;
import io.github.grubxen.upload.FinishedPackage;
import io.github.grubxen.upload.Gpg;
import io.github.grubxen.upload.PackageSet;
import io.github.grubxen.upload.Sbom;
import io.github.grubxen.upload.Upload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files that an archive expects with the project's packages: a .changes file and a .buildinfo file for each source
 * package, signed on request, and a CycloneDX bill of materials for each package. Nothing is uploaded; dput and reprepro accept
 * the .changes file.
 *
 * @since 0.9.0
 */
@Mojo(name = "changes", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class ChangesMojo extends AbstractSigningMojo {

    /**
     * The suites that the packages go to, such as bookworm. Default: the suite in the packages' changelog, which is UNRELEASED
     * in a changelog that the goal deb generates. Archives refuse UNRELEASED.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.distribution")
    private @Nullable String distribution;

    /**
     * Name of the distribution that the packages belong to, for the field Build-Origin. Without it, the field is omitted.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.buildOrigin")
    private @Nullable String buildOrigin;

    /**
     * Skips this goal.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.changes.skip", defaultValue = "false")
    private boolean skipChanges;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    private final MavenProjectHelper projectHelper;

    /** Called by Maven. */
    @Inject
    public ChangesMojo(MavenProjectHelper projectHelper, SettingsDecrypter decrypter) {
        super(decrypter);
        this.projectHelper = projectHelper;
    }

    @Override
    boolean skipGoal() {
        return skipChanges;
    }

    @Override
    void make() throws IOException {
        Optional<Gpg> signer = signer();
        List<PackageSet> sets = PackageSet.of(AttachedPackages.of(project, "grub-xen:changes"));
        String builtBy = pluginName();
        BuildInputs inputs =
                BuildInputs.of(directories().modules(), Optional.ofNullable(buildOrigin), builtBy, timestamp());
        Upload upload = new Upload(inputs, Optional.ofNullable(distribution), signer);
        if (signsPackages()) {
            upload.signPackages(sets);
        }
        for (PackageSet set : sets) {
            for (FinishedPackage deb : set.packages()) {
                attach("json", deb.field("Package") + "-cyclonedx", new Sbom(deb, inputs).write());
            }
            Upload.Written written = upload.write(set);
            attach("buildinfo", set.source().name(), written.buildInfo());
            attach("changes", set.source().name(), written.changes());
            if (written.distribution().equals(Changelog.UNRELEASED)) {
                getLog().info("Archives refuse " + written.changes().getFileName()
                        + " because its distribution is UNRELEASED: set <distribution> before an upload");
            }
        }
    }

    private void attach(String type, String classifier, Path file) throws IOException {
        log().wrote(file);
        projectHelper.attachArtifact(project, type, classifier, file.toFile());
    }
}
