// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.imports.GrubDefaults;
import io.github.grubxen.imports.Import;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.makefile.Makefile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Makefile or script that becomes a project.
 *
 * @param file the file
 * @param script whether it is a shell script
 * @param directory the directory in which make or the script would run
 * @param variables variables of the command line
 * @param targets the targets of the Makefile
 * @param defaults the directories of GRUB's own files
 */
record ImportedProject(
        Path file,
        boolean script,
        Path directory,
        Map<String, String> variables,
        List<String> targets,
        GrubDefaults defaults) {

    /** A file that runs in a given directory; by default in its own, and debian/rules in the one above. */
    static ImportedProject of(
            Path given,
            boolean script,
            @Nullable Path runDirectory,
            List<String> variables,
            List<String> targets,
            GrubDefaults defaults)
            throws BadInput {
        Path file = given.toAbsolutePath().normalize();
        Path own = file.resolveSibling(".").normalize();
        Path above = file.endsWith("debian/rules") ? own.resolveSibling(".").normalize() : own;
        return new ImportedProject(
                file,
                script,
                runDirectory == null ? above : runDirectory.toAbsolutePath().normalize(),
                values(variables),
                Entries.of("grub-xen.targets", targets),
                defaults);
    }

    private static Map<String, String> values(List<String> variables) throws BadInput {
        Map<String, String> values = new LinkedHashMap<>();
        for (String variable : Entries.of("grub-xen.variables", variables)) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw new BadInput("grub-xen.variables", "'" + variable + "' has no '='", "Write NAME=value.");
            }
            values.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return values;
    }

    /** The images that the file makes. */
    Import read() throws IOException {
        Bytes text = Bytes.read(file, Makefile.MAX_BYTES);
        return script
                ? Import.ofScript(text, directory, variables, defaults)
                : Import.ofMakefile(text, directory, variables, targets, defaults);
    }
}
