// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An environment whose compilers do next to nothing, for a source that has no more to it.
 *
 * @param programs a directory with the programs of a build
 * @param versions what is said of them
 */
record StubEnvironment(Path programs, String versions) implements BuildEnvironment {
    /** Makes a program for each tool; make writes down what it was called with. */
    static StubEnvironment in(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String real : List.of("bash", "cp", "grep", "mkdir", "patch", "rm", "sh", "touch")) {
            Path program = Path.of("/usr/bin", real);
            program(directory, real, "exec " + (Files.exists(program) ? program : Path.of("/bin", real)) + " \"$@\"");
        }
        for (String program : BuildTool.programs()) {
            if (!program.equals("patch")) {
                program(directory, program, "exit 0");
            }
        }
        program(directory, "gcc", "case \"$*\" in *libgcc*) echo /libgcc.a;; *version*) echo 'gcc of stubs';; esac");
        program(directory, "gawk", "exit 0");
        program(directory, "ls", "echo unifont");
        program(directory, "make", """
                case "$*" in
                  -n*) ;;
                  *grub-core) cd grub-core; cp ../../../code.c one.mod; cp two.txt two.mod
                    version=2.99; [ ! -f version ] || read -r version <version
                    echo 'one:' > moddep.lst; echo x > syminfo.lst; echo k > kernel.img
                    printf "grub_modinfo_target_cpu=i386\\ngrub_modinfo_platform=xen\\ngrub_version=\\"$version\\"\\n" > modinfo.sh;;
                esac""");
        return new StubEnvironment(directory, "stub 1");
    }

    static void program(Path directory, String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        file.toFile().setExecutable(true, false);
    }

    @Override
    public String identity(BuildRecipe recipe) {
        return versions + recipe.compiler();
    }

    @Override
    public String description() {
        return "stubs";
    }

    @Override
    public ExternalProgram run(
            WorkDirectory work, String directory, Map<String, String> variables, List<String> command)
            throws IOException {
        Map<String, String> all = new TreeMap<>(variables);
        all.put("PATH", programs.toString());
        List<String> found =
                new ArrayList<>(List.of("/usr/bin/env")); // which looks for programs in the PATH that it gets
        found.addAll(command);
        return ExternalProgram.run(found, all, work.path().resolve(directory), Duration.ofMinutes(1));
    }
}
