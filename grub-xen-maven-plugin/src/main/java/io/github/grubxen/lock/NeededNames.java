// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.module.ModuleTree;
import java.io.IOException;
import java.util.Collection;

/** Chooses the modules of a tree that a project needs. */
@FunctionalInterface
public interface NeededNames {
    /** The names of the modules. */
    Collection<String> of(ModuleTree tree) throws IOException;
}
