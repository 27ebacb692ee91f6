// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.KeyedDirectory;
import io.github.grubxen.io.Progress;
import io.github.grubxen.source.AptPackage;
import io.github.grubxen.source.AptRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The programs of a Debian suite, in a separate root directory. They run in separate namespaces without network access, and see
 * only the root directory and the working directory.
 *
 * <p>Source: unshare(1), mount_namespaces(7), user_namespaces(7).
 *
 * @param suite code name of the suite
 * @param packages packages of the root directory
 * @param root the root directory
 */
public record SuiteEnvironment(String suite, List<AptPackage> packages, Path root) implements BuildEnvironment {
    /**
     * Names of the dependencies to unpack too. The excluded packages are needed only by maintainer scripts, which do not run
     * here.
     */
    private static final Pattern FOLLOWED = Pattern.compile(
            "(?!(?:awk|debconf|dpkg|install-info|init-system-helpers|lsb-base|media-types|perlapi-.*)$).+");

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /** Must change whenever root directories are made in another way. */
    private static final String LAYOUT = "root 1";

    /** The beginning of the root's name in the cache. */
    public static final String KIND = "root";

    private static final String PATH = "/usr/bin:/usr/sbin";

    /**
     * The arguments are the root directory, the working directory, the user and group to change to (or an empty text), and the
     * command.
     */
    private static final String SCRIPT = """
            set -e
            root=$1 work=$2 user=$3
            shift 3
            for device in null zero urandom; do mount --bind "/dev/$device" "$root/dev/$device"; done
            mount --bind "$work" "$root/build"
            mount --bind "$work/tmp" "$root/tmp"
            exec chroot ${user:+--userspec="$user"} "$root" "$@"
            """;

    /** Copies the list. */
    public SuiteEnvironment {
        packages = List.copyOf(packages);
    }

    /**
     * Fetches and unpacks the packages, unless the cache already contains the root directory.
     *
     * @param cache the directory of the cache
     * @param recipe the build, which determines the compiler
     */
    static SuiteEnvironment prepare(AptRepository apt, Path cache, BuildRecipe recipe, BuildLog log)
            throws IOException {
        List<AptPackage> packages =
                new ArrayList<>(apt.closure(BuildPackages.of(recipe).names(), FOLLOWED, log));
        packages.addAll(apt.closure(BuildPackages.ALONE, NOTHING, log));
        StringBuilder key = new StringBuilder(LAYOUT);
        packages.forEach(one -> key.append('\n').append(one.sha256()));
        Path root = KeyedDirectory.of(
                cache.resolve(BuiltSource.DIRECTORY), KIND + "-" + apt.suite(), key.toString(), log, fresh -> {
                    log.info("Preparing a root directory of " + apt.suite() + " with " + packages.size()
                            + " packages to build GRUB in (once for these packages)");
                    List<Path> debs = apt.download(packages, log);
                    Progress.during(
                            log,
                            "Unpacking " + debs.size() + " packages",
                            progress -> RootDirectory.unpack(debs, fresh));
                });
        return new SuiteEnvironment(apt.suite(), packages, root);
    }

    @Override
    public String description() {
        return "a root of " + suite;
    }

    @Override
    public String identity(BuildRecipe recipe) {
        StringBuilder text = new StringBuilder();
        packages.forEach(one ->
                text.append(one.fileName()).append(' ').append(one.sha256()).append('\n'));
        return text.toString();
    }

    @Override
    public ExternalProgram run(
            WorkDirectory work, String directory, Map<String, String> variables, List<String> command)
            throws IOException {
        boolean isRoot = WorkDirectory.isRoot();
        List<String> all = new ArrayList<>(List.of("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"));
        if (!isRoot) {
            all.addAll(List.of("--user", "--map-root-user"));
        }
        all.addAll(
                List.of("sh", "-c", SCRIPT, "sh", root.toString(), work.path().toString()));
        all.add(isRoot ? WorkDirectory.NOBODY : "");
        all.addAll(List.of(
                "/usr/bin/env", "-i", "-C", "/build/" + directory, "PATH=" + PATH, "HOME=/build", "TMPDIR=/tmp"));
        variables.forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(command);
        ExternalProgram ended = ExternalProgram.runBound(all, Map.of(), Path.of("/"), TIME_LIMIT);
        if (ended.exit() != 0 && ended.errors().startsWith("unshare: ")) {
            throw new BadInput(
                    "unshare",
                    "cannot make namespaces for a root of " + suite + " ("
                            + ended.errors().strip() + ")",
                    "Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1, or a container that permits"
                            + " them), run the build as root, or build with the programs of this machine.");
        }
        return ended;
    }
}
