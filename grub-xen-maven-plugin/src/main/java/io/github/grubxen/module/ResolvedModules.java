// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.io.Fingerprint;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The modules of an image: the requested ones and all dependencies. {@link ModuleTree#resolveRequests} creates it.
 *
 * @param requests the requested modules. Together with the tree they determine the files, so a fingerprint contains
 *     them instead of the files
 * @param files the modules in GRUB's order: each after its dependencies
 */
public record ResolvedModules(List<ModuleRequest> requests, List<ModuleFile> files) implements Fingerprint.Component {
    /** Copies the lists. */
    public ResolvedModules {
        requests = List.copyOf(requests);
        files = List.copyOf(files);
    }

    /** The modules' names. */
    public Set<String> names() {
        return files.stream().map(ModuleFile::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Object part() {
        return requests;
    }
}
