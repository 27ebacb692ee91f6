// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.lock.LockMove;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.eclipse.aether.RepositorySystem;

/**
 * Moves {@code grub-xen.lock} to the suite's current version, or to the version that the POM names, and reports the differences,
 * as the goal outdated does. If the modules do not come from apt, the goal locks the current ones.
 *
 * @since 0.9.0
 */
@Mojo(name = "update", threadSafe = true)
public class UpdateMojo extends AbstractMoveMojo {

    /** Called by Maven. */
    @Inject
    public UpdateMojo(RepositorySystem resolver) {
        super(resolver);
    }

    @Override
    void moved(LockMove move) throws IOException {
        move.newest().write(lockFile());
        getLog().info("Locked " + move.newest() + ", in " + lockFile());
    }
}
