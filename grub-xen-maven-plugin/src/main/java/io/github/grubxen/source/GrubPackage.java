// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A package file that contained a part of GRUB.
 *
 * @param name name of the package, such as grub-xen-bin
 * @param version version of the package
 * @param architecture architecture of the package
 * @param maintainer maintainer of the package; empty if it names none
 * @param file name of the file, without directories
 * @param size size of the file in bytes
 * @param sha256 SHA-256 of the file, 64 lower-case digits
 */
public record GrubPackage(
        String name, String version, String architecture, String maintainer, String file, long size, String sha256) {

    static GrubPackage of(Path deb, BinaryControl control) throws IOException {
        return new GrubPackage(
                control.name(),
                control.version(),
                control.architecture(),
                control.get("Maintainer").orElse(""),
                String.valueOf(deb.getFileName()),
                Files.size(deb),
                Digest.sha256(deb));
    }

    static GrubPackage parse(String where, ControlParagraph fields, String remedy) throws BadInput {
        String size = fields.get("Size").orElse("");
        if (!size.matches("[0-9]{1,18}")) {
            throw new BadInput(where, "the size of a package is '" + size + "'", remedy);
        }
        return new GrubPackage(
                fields.get("Package").orElse(""),
                fields.get("Version").orElse(""),
                fields.get("Architecture").orElse(""),
                fields.get("Maintainer").orElse(""),
                fields.get("File").orElse(""),
                Long.parseLong(size),
                fields.get("SHA256").orElse(""));
    }

    String toText() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Package", name);
        fields.put("Version", version);
        fields.put("Architecture", architecture);
        fields.put("Maintainer", maintainer);
        fields.put("File", file);
        fields.put("Size", Long.toString(size));
        fields.put("SHA256", sha256);
        return new ControlParagraph(fields).toText();
    }
}
