// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.lock.LockMove;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.eclipse.aether.RepositorySystem;

/**
 * Moves {@code grub-xen.lock} to the newest version of the suite, or to the version that the POM asks for, and says what differs, as the goal
 * outdated does. With another origin than apt, it locks the modules that are there now.
 */
@Mojo(name = "update", threadSafe = true)
public class UpdateMojo extends AbstractMoveMojo {

    /** For Maven. */
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
