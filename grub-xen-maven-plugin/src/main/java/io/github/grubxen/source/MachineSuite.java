// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The suite that this machine runs. */
final class MachineSuite {
    private MachineSuite() {}

    /** Its code name, from os-release(5). */
    static String codeName() throws IOException {
        Path osRelease = Path.of("/etc/os-release");
        if (!Files.exists(osRelease)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(osRelease)) {
            return lines.filter(line -> line.startsWith("VERSION_CODENAME="))
                    .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                    .findFirst()
                    .orElse("sid");
        }
    }
}
