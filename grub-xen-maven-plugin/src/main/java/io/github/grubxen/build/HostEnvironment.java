// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.ExternalProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The programs of this machine.
 *
 * @param fonts directories in which GRUB's configure looks for the font GNU Unifont
 */
public record HostEnvironment(List<String> fonts) implements BuildEnvironment {
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    /** The first argument is the compiler, then come the directories of fonts, an empty argument, and the other programs. */
    private static final String IDENTITY = """
            compiler=$1
            shift
            digest() {
              [ ! -f "$1" ] || sha256sum "$1"
            }
            digest "$("$compiler" -print-prog-name=cc1)"
            digest "$("$compiler" -print-libgcc-file-name)"
            digest "$("$compiler" -m32 -print-libgcc-file-name)"
            digest "$(pkg-config --variable=libdir freetype2)/libfreetype.so"
            for file in /usr/share/lzo/minilzo/*.[ch]; do digest "$file"; done
            while [ -n "$1" ]; do
              for file in "$1"/unifont.*; do digest "$file"; done
              shift
            done
            shift
            for program in "$compiler" "$@"; do
              ! path=$(command -v "$program") || echo "$path: $("$program" --version </dev/null 2>&1 | head -n 1)"
            done
            """;

    /** The programs, with the fonts where GRUB finds them. */
    public HostEnvironment() {
        this(BuildTool.FONT_DIRECTORIES);
    }

    /** Copies the list. */
    public HostEnvironment {
        fonts = List.copyOf(fonts);
    }

    @Override
    public String description() {
        return "this machine";
    }

    /**
     * Versions of the programs, and digests of the files that reach the modules: the compiler proper, its libraries, FreeType,
     * the font, and minilzo.
     */
    @Override
    public String identity(BuildRecipe recipe) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", IDENTITY, "sh", recipe.compiler()));
        command.addAll(fonts);
        command.add("");
        command.addAll(BuildTool.programs());
        command.addAll(List.of("as", recipe.awk()));
        return run(Path.of("/"), Path.of("/tmp"), Path.of("/"), recipe.environment(), command)
                .outputOrThrow("the programs of a build", "Read its output.");
    }

    @Override
    public ExternalProgram run(
            WorkDirectory work, String directory, Map<String, String> variables, List<String> command)
            throws IOException {
        return run(work.path(), work.path().resolve("tmp"), work.path().resolve(directory), variables, command);
    }

    private static ExternalProgram run(
            Path home, Path temporary, Path directory, Map<String, String> variables, List<String> command)
            throws IOException {
        List<String> all = new ArrayList<>();
        if (WorkDirectory.isRoot()) {
            String nobody = WorkDirectory.NOBODY.replaceFirst(":.*", "");
            all.addAll(List.of(
                    "setpriv", "--reuid=" + nobody, "--regid=" + nobody, "--clear-groups", "--no-new-privs", "--"));
        }
        String path = System.getenv("PATH");
        all.addAll(List.of(
                "env", "-i", "PATH=" + (path == null ? DEFAULT_PATH : path), "HOME=" + home, "TMPDIR=" + temporary));
        variables.forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(command);
        return ExternalProgram.runBound(all, Map.of(), directory, TIME_LIMIT);
    }
}
