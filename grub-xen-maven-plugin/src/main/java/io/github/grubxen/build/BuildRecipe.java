// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Fingerprint;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything about a build of GRUB that its user decides.
 *
 * @param source the source
 * @param patches applied after the source's own, in this order
 * @param options further arguments of configure
 * @param environment further variables of configure and make
 */
public record BuildRecipe(
        GrubSource source, List<Patch> patches, List<String> options, Map<String, String> environment) {
    /** make's default compiler, which Debian's gcc provides. */
    static final String CC = "cc";

    /** Copies the lists. */
    public BuildRecipe {
        patches = List.copyOf(patches);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /** In one line: what is built. */
    String description() {
        return source.description()
                + (patches.isEmpty() ? "" : " and " + (patches.size() == 1 ? "1 patch" : patches.size() + " patches"));
    }

    /** The C compiler's command. A Debian package that names no release of gcc is built with make's own default, which modinfo.sh tells. */
    String compiler() {
        String named = BuildPackages.compiler(source.buildDepends());
        boolean unnamed = !source.buildDepends().isEmpty() && named.equals(BuildPackages.GCC);
        return environment.getOrDefault("CC", unnamed ? CC : named);
    }

    /** Whether GRUB is built with GNU awk: with another one, releases from 2.12 on fail at moddep.lst, at the end of the build. */
    boolean needsGawk() {
        return source.buildDepends().isEmpty() || source.buildDepends().matches("(?s).*\\bgawk\\b.*");
    }

    /** The variables of configure and make: the flags for GRUB's target, and none for the host. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("TARGET_CPPFLAGS", "-Wno-unused-but-set-variable");
        variables.put("TARGET_LDFLAGS", "-no-pie");
        variables.put("CFLAGS", "");
        variables.put("CPPFLAGS", "");
        variables.put("LDFLAGS", "");
        variables.put("PYTHON", "python3");
        variables.putAll(new TreeMap<>(environment));
        return variables;
    }

    /** A number for everything that decides the bytes of the trees but the platform. */
    String fingerprint(BuildEnvironment programs) throws IOException {
        StringBuilder digests = new StringBuilder();
        for (Patch patch : patches) {
            digests.append(patch.strip()).append(Digest.sha256(patch.file())).append('\n');
        }
        return new Fingerprint()
                .of(source.state(), digests.toString(), options, variables(), compiler(), programs.identity());
    }
}
