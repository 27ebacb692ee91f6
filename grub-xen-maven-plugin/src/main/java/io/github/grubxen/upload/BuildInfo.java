// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.source.GrubCompilation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A .buildinfo file: the inputs that determine the packages' bytes. No standard field contains the digests of these
 * inputs, so the file has four additional fields, whose names begin with X-:
 *
 * <ul>
 *   <li>X-Grub-Source: source package and version of the modules, as in Built-Using;
 *   <li>X-Grub-Packages-Sha256: a line for each package file that contained the modules, in the form of
 *       Checksums-Sha256;
 * <li>X-Grub-Modules-Sha256: a line for each module tree with its digest and its platform; the digest is the SHA-256 of
 *       the output of sha256sum for the tree's files, in byte order of their names;
 *   <li>X-Built-By: name and version of the plugin.
 * </ul>
 *
 * <p>Source: deb-buildinfo(5); order and form of the fields as dpkg-genbuildinfo writes them.
 *
 * @param set the packages
 * @param inputs the inputs of the packages
 */
public record BuildInfo(PackageSet set, BuildInputs inputs) {

    /** The file's text. */
    public String toText() throws IOException {
        List<UploadedFile> files = set.files();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Format", "1.0");
        fields.put("Source", set.source().name());
        fields.put("Binary", set.binary());
        fields.put("Architecture", set.architectures());
        fields.put("Version", set.source().version());
        fields.put("Checksums-Md5", UploadedFile.list(files, file -> file.line(file.md5())));
        fields.put("Checksums-Sha1", UploadedFile.list(files, file -> file.line(file.sha1())));
        fields.put("Checksums-Sha256", UploadedFile.list(files, file -> file.line(file.sha256())));
        inputs.buildOrigin().ifPresent(name -> fields.put("Build-Origin", name));
        fields.put("Build-Architecture", inputs.buildArchitecture());
        fields.put("Build-Date", ChangesFile.date(inputs.time()));
        fields.put("Installed-Build-Depends", installed());
        fields.put("Environment", "\nSOURCE_DATE_EPOCH=\"" + inputs.time() + "\"");
        fields.put("X-Built-By", inputs.builtBy());
        fields.put("X-Grub-Modules-Sha256", trees());
        if (!inputs.origin().packages().isEmpty()) {
            fields.put("X-Grub-Packages-Sha256", packages());
        }
        inputs.origin().compilation().ifPresent(compiled -> addCompilation(fields, compiled));
        if (!inputs.origin().versionSuffix().isEmpty()) {
            fields.put("X-Grub-Version-Suffix", inputs.origin().versionSuffix());
        }
        fields.put(
                "X-Grub-Source",
                inputs.origin().source() + " (= " + inputs.origin().version() + ")");
        return new ControlParagraph(fields).toText();
    }

    private static void addCompilation(Map<String, String> fields, GrubCompilation compiled) {
        fields.put("X-Grub-Compiler", compiled.compiler());
        fields.put("X-Grub-Build-Programs", compiled.programs());
        if (!compiled.files().isEmpty()) {
            fields.put("X-Grub-Source-Sha256", lines(compiled.files()));
        }
        if (!compiled.patches().isEmpty()) {
            fields.put("X-Grub-Patches-Sha256", lines(compiled.patches()));
        }
    }

    private static String lines(List<GrubCompilation.Input> files) {
        return files.stream()
                .map(file -> "\n" + file.sha256() + " " + file.size() + " " + file.name())
                .collect(Collectors.joining());
    }

    private String installed() {
        return inputs.origin().packages().stream()
                .map(used -> "\n" + used.name() + " (= " + used.version() + ")")
                .sorted()
                .distinct()
                .collect(Collectors.joining(","));
    }

    private String packages() {
        return inputs.origin().packages().stream()
                .map(used -> "\n" + used.sha256() + " " + used.size() + " " + used.file())
                .collect(Collectors.joining());
    }

    private String trees() {
        return inputs.trees().entrySet().stream()
                .map(tree -> "\n" + tree.getValue() + " " + tree.getKey())
                .collect(Collectors.joining());
    }
}
