// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.ExternalProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A program or file that GRUB's build needs, with the Debian package that contains it.
 *
 * <p>Source: the files INSTALL and configure.ac of GRUB 2.06, 2.12 and 2.14.
 *
 * @param test a shell command that succeeds if the program or file exists
 * @param name description of the program or file, for messages
 * @param debianPackage the package to install
 */
record BuildTool(String test, String name, String debianPackage) {
    private static final List<BuildTool> PROGRAMS = List.of(
            program("make", "make"),
            program("ld", "binutils"),
            program("flex", "flex"),
            program("bison", "bison"),
            program("python3", "python3-minimal"),
            program("msgfmt", "gettext"),
            program("pkg-config", "pkg-config"),
            program("autoreconf", "autoconf"),
            program("automake", "automake"),
            program("autopoint", "autopoint"),
            program("patch", "patch"),
            program("m4", "m4"),
            program("awk", "mawk"));

    private static final BuildTool FREETYPE =
            new BuildTool("pkg-config --exists freetype2", "the library FreeType with its headers", "libfreetype-dev");

    /** The directories of the system in which configure.ac looks for GNU Unifont, in this order. */
    static final List<String> FONT_DIRECTORIES = List.of(
            "/usr/src",
            "/usr/share/fonts/X11/misc",
            "/usr/share/fonts/unifont",
            "/usr/share/fonts/uni",
            "/usr/share/fonts/truetype/unifont",
            "/usr/share/fonts/misc",
            "/usr/pkg/share/fonts/X11/misc",
            "/usr/local/share/fonts/gnu-unifont",
            "/usr/local/share/fonts/unifont");

    private static final BuildTool UNIFONT = new BuildTool(
            "ls " + String.join("/unifont.* ", FONT_DIRECTORIES) + "/unifont.* 2>/dev/null | grep -q .",
            "the font GNU Unifont",
            "xfonts-unifont");

    private static BuildTool program(String program, String debianPackage) {
        return new BuildTool("command -v " + program + " >/dev/null", "the program " + program, debianPackage);
    }

    /** The programs of a build, without the compiler. */
    static List<String> programs() {
        return PROGRAMS.stream()
                .map(tool -> tool.name().replaceFirst(".* ", ""))
                .toList();
    }

    /**
     * Checks that an environment has everything that a build needs.
     *
     * @throws BadInput if something is missing; the message names every missing item and its package
     */
    static void check(BuildEnvironment environment, WorkDirectory work, BuildRecipe recipe) throws IOException {
        String compiler = recipe.compiler();
        List<BuildTool> needed = new ArrayList<>(PROGRAMS);
        needed.add(program(compiler, compiler.equals("cc") ? "gcc" : compiler));
        needed.add(new BuildTool(
                "echo 'int one;' | " + compiler + " -m32 -x c -c -o tmp/one.o - 2>/dev/null && " + compiler
                        + " -m32 -print-file-name=libgcc.a | grep -q /",
                "a compiler " + compiler + " for 32-bit code",
                compiler.equals("cc") ? "gcc-multilib" : compiler + "-multilib"));
        needed.add(FREETYPE);
        needed.add(UNIFONT);
        needed.add(program(recipe.awk(), recipe.awk()));
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < needed.size(); i++) {
            script.append(needed.get(i).test()).append(" || echo ").append(i).append('\n');
        }
        ExternalProgram missing =
                environment.run(work, "", recipe.environment(), List.of("sh", "-c", script.toString()));
        List<BuildTool> absent = missing.outputOrThrow("the check of the programs", "Read its output.")
                .lines()
                .map(line -> needed.get(Integer.parseInt(line)))
                .toList();
        if (!absent.isEmpty()) {
            throw new BadInput(
                    "the build of GRUB, with the programs of " + environment.description(),
                    "missing: "
                            + String.join(
                                    ", ", absent.stream().map(BuildTool::name).toList()),
                    "Install "
                            + String.join(
                                    ", ",
                                    absent.stream()
                                            .map(BuildTool::debianPackage)
                                            .distinct()
                                            .toList())
                            + ", or build in a root of a suite.");
        }
    }
}
