// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages for a root directory in which GRUB can be built.
 *
 * @param names names of the packages, without their dependencies
 */
record BuildPackages(List<String> names) {
    private static final Pattern COMPILER =
            Pattern.compile("(?:^|[\\s,|])(gcc(?:-[0-9]+)?)(?:-multilib)?(?=[\\s,:(\\[]|$)");

    /** Debian's default compiler: name of the package, and of the command. */
    static final String GCC = "gcc";

    /** Packages that are on every Debian system, so that other packages do not declare a dependency on them. */
    private static final List<String> ESSENTIAL = List.of(
            "bash",
            "coreutils",
            "dash",
            "debianutils",
            "diffutils",
            "findutils",
            "grep",
            "gzip",
            "libc-bin",
            "perl",
            "sed",
            "tar");

    private static final List<String> ALWAYS = List.of(
            "autoconf",
            "automake",
            "autopoint",
            "binutils",
            "bison",
            "flex",
            "gettext",
            "libc6-dev",
            "libfreetype-dev",
            "m4",
            "make",
            "patch",
            "pkg-config",
            "python3-minimal",
            "xz-utils");

    /** Packages that are needed only if the source names them in Build-Depends. */
    private static final List<String> IF_ASKED_FOR = List.of("liblzo2-dev", "gawk");

    /** Packages of which only the files are needed, not the dependencies. */
    static final List<String> ALONE = List.of("xfonts-unifont");

    /** The packages for a build. */
    static BuildPackages of(BuildRecipe recipe) {
        String buildDepends = recipe.source().buildDepends();
        List<String> names = new ArrayList<>(ESSENTIAL);
        names.addAll(ALWAYS);
        String compiler = recipe.compiler().equals(BuildRecipe.CC) ? GCC : recipe.compiler();
        names.add(compiler);
        if (compiler.startsWith(GCC)) {
            names.add(compiler + "-multilib"); // others compile 32-bit code as they are
        }
        List<String> asked = List.of(buildDepends.split("[\\s,|]+"));
        IF_ASKED_FOR.stream()
                .filter(name -> buildDepends.isEmpty() || asked.contains(name))
                .forEach(names::add);
        if (!names.contains("gawk")) {
            names.add("mawk");
        }
        return new BuildPackages(names.stream().sorted().toList());
    }

    /** The C compiler's package. */
    static String compiler(String buildDepends) {
        Matcher matcher = COMPILER.matcher(buildDepends);
        return matcher.find() ? matcher.group(1) : GCC;
    }
}
