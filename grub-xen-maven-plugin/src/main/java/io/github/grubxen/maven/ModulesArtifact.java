// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.Fingerprint;
import io.github.grubxen.io.UpToDateRecords;
import io.github.grubxen.source.ModulesArchive;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/**
 * The module trees of a project as an artifact of it, for other projects.
 *
 * @param project the project
 */
record ModulesArtifact(MavenProject project) {
    private static final String CLASSIFIER = "grub-modules";
    private static final String RECORD = "archive";

    Path file() {
        String name =
                project.getArtifactId() + "-" + project.getVersion() + "-" + CLASSIFIER + "." + ModulesArchive.TYPE;
        return Path.of(project.getBuild().getDirectory(), name);
    }

    /**
     * Writes the archive, unless it is up to date.
     *
     * @param fingerprint the fingerprint of the modules
     * @param time timestamp of the entries, in seconds since the epoch
     * @param records the up-to-date records, to which the archive is added
     * @return whether the archive was written
     */
    boolean write(ModulesDirectory modules, String fingerprint, long time, UpToDateRecords records) throws IOException {
        String key = new Fingerprint().of(fingerprint, time);
        if (records.isUpToDate(RECORD, key, file())) {
            return false;
        }
        ModulesArchive.write(modules, file(), time);
        records.put(RECORD, key, file());
        return true;
    }

    void attach(MavenProjectHelper helper) {
        helper.attachArtifact(project, ModulesArchive.TYPE, CLASSIFIER, file().toFile());
    }
}
