// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.lock.GrubLock;
import io.github.grubxen.lock.Locking;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.eclipse.aether.RepositorySystem;

/**
 * Writes {@code grub-xen.lock}: where the modules come from, with the digests of packages and trees. Later builds use these modules and no
 * others. A lock that is there keeps its version, and gets the platforms that it does not have yet.
 */
@Mojo(name = "lock", threadSafe = true)
public class LockMojo extends AbstractModulesMojo {

    /** For Maven. */
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
        getLog().info((written ? "Locked " : "Nothing to do: locked already: ") + lock + ", in " + lockFile());
    }
}
