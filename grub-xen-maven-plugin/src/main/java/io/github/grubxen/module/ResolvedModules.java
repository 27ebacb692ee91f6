// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.io.Fingerprint;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The modules of an image, resolved: those that were asked for with all that they need. {@link ModuleTree#resolveRequests} makes them.
 *
 * @param requests what was asked for; with the tree it determines the files, so it stands for them in a key
 * @param files the modules, each behind what it needs: GRUB's order
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
