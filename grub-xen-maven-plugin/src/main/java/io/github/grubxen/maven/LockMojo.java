// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.lock.GrubLock;
import io.github.grubxen.lock.Locking;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.eclipse.aether.RepositorySystem;

/**
 * Writes the lock file {@code grub-xen.lock}: the origin of the modules, and the digests of packages and module trees. Later
 * builds use exactly these modules. An existing lock keeps its version; the goal adds the platforms that it lacks.
 *
 * @since 0.9.0
 */
@Mojo(name = "lock", threadSafe = true)
public class LockMojo extends AbstractModulesMojo {

    /** Called by Maven. */
    @Inject
    public LockMojo(RepositorySystem resolver) {
        super(resolver);
    }

    @Override
    boolean skipGoal() {
        return false;
    }

    @Override
    void make() throws IOException {
        ModuleSources sources = sources();
        GrubLock lock = Locking.lock(sources.origin(), sources.forLock(log()), wantedPlatforms(), scratch());
        boolean written = lock.write(lockFile());
        getLog().info((written ? "Locked " : "Nothing to do: already locked: ") + lock + ", in " + lockFile());
    }
}
