// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lock.LockMove;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Compares {@code grub-xen.lock} with the suite's current version, and changes nothing. Reports the newer version, the modules of
 * this project that differ on each platform, and the CVE numbers in the changelog between the two versions.
 *
 * @since 0.9.0
 */
@Mojo(name = "outdated", threadSafe = true)
public class OutdatedMojo extends AbstractMoveMojo {

    /**
     * Whether the build fails if there is a newer version than the locked one.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.outdated.fail", defaultValue = "false")
    private boolean fail;

    /** Called by Maven. */
    @Inject
    public OutdatedMojo(RepositorySystem resolver) {
        super(resolver);
    }

    @Override
    void moved(LockMove move) throws IOException {
        if (fail) {
            throw new BadInput(
                    lockFile(),
                    "is outdated: it has " + move.former().lock().version() + ", and "
                            + move.newest().origin() + " has " + move.newest().version(),
                    "Run grub-xen:update, or set grub-xen.outdated.fail to false.");
        }
    }
}
