// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import java.util.Map;

/**
 * A package as the package lists describe it.
 *
 * @param name its name
 * @param version its version
 * @param fileName the name under which apt stores its file
 * @param sha256 SHA-256 of its file, 64 lower-case digits
 */
public record AptPackage(String name, String version, String fileName, String sha256) {

    /** The names that apt gives to files. */
    static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9.+~_%-]*";

    /** Reads the fields of a package list or of a note in the cache. */
    static AptPackage of(ControlParagraph paragraph) throws BadInput {
        String name = field(paragraph, "Package");
        String version = field(paragraph, "Version");
        String file = name + "_" + version.replace(":", "%3a") + "_" + field(paragraph, "Architecture") + ".deb";
        String sha256 = field(paragraph, "SHA256");
        if (!file.matches(FILE_NAME) || !sha256.matches("[0-9a-f]{64}")) {
            throw new BadInput("package list: " + name, "damaged entry", "Run apt-get update.");
        }
        return new AptPackage(name, version, file, sha256);
    }

    /** The fields that {@link #of} reads. */
    ControlParagraph toParagraph() {
        String architecture = fileName.replaceFirst(".*_", "").replaceFirst("\\.deb$", "");
        return new ControlParagraph(Map.of("Package", name))
                .with("Version", version)
                .with("Architecture", architecture)
                .with("SHA256", sha256);
    }

    private static String field(ControlParagraph paragraph, String name) throws BadInput {
        return paragraph
                .get(name)
                .orElseThrow(() -> new BadInput(
                        "package list: " + paragraph.get("Package").orElse("?"),
                        "no field " + name,
                        "Run apt-get update."));
    }
}
