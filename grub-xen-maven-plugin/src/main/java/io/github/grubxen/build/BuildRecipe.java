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
 * All choices of the user for a build of GRUB.
 *
 * @param source the source
 * @param patches patches, applied in this order after the source's own
 * @param options further arguments for configure
 * @param environment further environment variables for configure and make
 * @param versionSuffix the text that the modules' version has after the version of the source, such as +site1; may be empty
 */
public record BuildRecipe(
        GrubSource source,
        List<Patch> patches,
        List<String> options,
        Map<String, String> environment,
        String versionSuffix) {
    /** make's default compiler, which Debian's gcc provides. */
    static final String CC = "cc";

    /** Copies the lists. */
    public BuildRecipe {
        patches = List.copyOf(patches);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /** A build whose modules have the version of the source. */
    public BuildRecipe(GrubSource source, List<Patch> patches, List<String> options, Map<String, String> environment) {
        this(source, patches, options, environment, "");
    }

    /** The source and its patches, in one line for the log. */
    String description() {
        return source.description()
                + (patches.isEmpty() ? "" : " and " + (patches.size() == 1 ? "1 patch" : patches.size() + " patches"));
    }

    /**
     * The C compiler's command. If a Debian package names no release of gcc, this is make's default compiler, because
     * modinfo.sh contains the name of the command.
     */
    String compiler() {
        String named = BuildPackages.compiler(source.buildDepends());
        boolean unnamed = !source.buildDepends().isEmpty() && named.equals(BuildPackages.GCC);
        return environment.getOrDefault("CC", unnamed ? CC : named);
    }

    /**
     * The awk of the build, which determines the order of moddep.lst. With another awk than gawk, releases from 2.12 on fail at
     * this file, at the end of the build. Debian's 2.06 was built with mawk.
     */
    String awk() {
        boolean gawk = source.buildDepends().isEmpty() || source.buildDepends().matches("(?s).*\\bgawk\\b.*");
        return gawk ? "gawk" : "mawk";
    }

    /** The environment variables of configure and make: flags for GRUB's target, and no flags for the host. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("TARGET_CPPFLAGS", "-Wno-unused-but-set-variable");
        variables.put("TARGET_LDFLAGS", "-no-pie");
        variables.put("CFLAGS", "");
        variables.put("CPPFLAGS", "");
        variables.put("LDFLAGS", "");
        variables.put("PYTHON", "python3");
        variables.put("AWK", awk()); // configure prefers gawk
        variables.putAll(new TreeMap<>(environment));
        return variables;
    }

    /** The fingerprint of everything that determines the bytes of the trees, except the platform. */
    String fingerprint(BuildEnvironment programs) throws IOException {
        StringBuilder digests = new StringBuilder();
        for (Patch patch : patches) {
            digests.append(patch.strip()).append(Digest.sha256(patch.file())).append('\n');
        }
        return new Fingerprint()
                .of(
                        source.state(),
                        digests.toString(),
                        options,
                        versionSuffix,
                        variables(),
                        compiler(),
                        programs.identity(this));
    }
}
