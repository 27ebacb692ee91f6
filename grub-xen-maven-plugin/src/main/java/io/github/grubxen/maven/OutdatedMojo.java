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
 * Says what is newer than {@code grub-xen.lock}: the version that the suite has now, which of this project's modules differ on each platform,
 * and the CVE numbers that the changelog names between the two versions. Changes nothing.
 */
@Mojo(name = "outdated", threadSafe = true)
public class OutdatedMojo extends AbstractMoveMojo {

    /** Whether something newer than the lock fails the build. */
    @Parameter(property = "grub-xen.outdated.fail", defaultValue = "false")
    private boolean fail;

    /** For Maven. */
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
