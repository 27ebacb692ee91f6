// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.ExternalProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The programs of this machine. */
public record HostEnvironment() implements BuildEnvironment {
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    /** Prints a line for each given program: its path, and the first line of its version message. */
    private static final String VERSIONS =
            "for program; do echo \"$(command -v \"$program\"): $(\"$program\" --version </dev/null 2>&1 | head -n 1)\"; done";

    @Override
    public String description() {
        return "this machine";
    }

    @Override
    public String identity(String compiler) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", VERSIONS, "sh"));
        command.add(compiler);
        command.addAll(BuildTool.programs());
        return ExternalProgram.run(command, Map.of(), Path.of("/"), TIME_LIMIT)
                .outputOrThrow("the programs of a build", "Read its output.");
    }

    @Override
    public ExternalProgram run(
            WorkDirectory work, String directory, Map<String, String> variables, List<String> command)
            throws IOException {
        List<String> all = new ArrayList<>();
        if (WorkDirectory.isRoot()) {
            String nobody = WorkDirectory.NOBODY.replaceFirst(":.*", "");
            all.addAll(List.of(
                    "setpriv", "--reuid=" + nobody, "--regid=" + nobody, "--clear-groups", "--no-new-privs", "--"));
        }
        String path = System.getenv("PATH");
        all.addAll(List.of(
                "env",
                "-i",
                "PATH=" + (path == null ? DEFAULT_PATH : path),
                "HOME=" + work.path(),
                "TMPDIR=" + work.path().resolve("tmp")));
        variables.forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(command);
        return ExternalProgram.runBound(all, Map.of(), work.path().resolve(directory), TIME_LIMIT);
    }
}
