// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.SourcePackage;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.source.GrubOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata that all packages of a build share.
 *
 * @param origin the origin of the modules
 * @param source name of the source package of all packages, so that they form one upload
 * @param version version of the packages
 * @param distribution the suites that the packages go to, if that is known
 * @param maintainer name and address
 * @param homepage homepage of the project, if it has one
 * @param grubCopyright GRUB's copyright file, if one was found
 * @param siteCopyright paragraphs about the site's own files, if there are any
 * @param changelog the project's changelog in Debian's format, if it has one
 * @param compression compression of the packages
 * @param time timestamp of every file in the packages, in seconds since the epoch
 */
public record PackageMetadata(
        GrubOrigin origin,
        String source,
        String version,
        Optional<String> distribution,
        String maintainer,
        Optional<String> homepage,
        Optional<Bytes> grubCopyright,
        Optional<Bytes> siteCopyright,
        Optional<Bytes> changelog,
        PackageCompression compression,
        long time) {

    /** The default control fields of a package of this build. */
    public BinaryControl control(String name, String description) {
        String architecture = "amd64";
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Package", name);
        if (!source.equals(name)) {
            fields.put("Source", source);
        }
        fields.put("Version", version);
        fields.put("Architecture", architecture);
        fields.put("Maintainer", maintainer);
        fields.put("Built-Using", origin.source() + " (= " + origin.version() + ")");
        fields.put("Section", "admin");
        fields.put("Priority", "optional");
        fields.put("Multi-Arch", "foreign");
        homepage.ifPresent(page -> fields.put("Homepage", page));
        fields.put("Description", description);
        return new BinaryControl(name, version, architecture, new ControlParagraph(fields));
    }

    /** The changelog for the packages of a source. The archive's tools look for the source's name in it. */
    Changelog changelog(SourcePackage of) throws BadInput {
        String line = "Built with the modules of " + origin.description() + ".";
        String suites = distribution.orElse(Changelog.UNRELEASED);
        return changelog.isPresent()
                ? Changelog.read(changelog.get(), of.name(), of.version(), suites, line, maintainer, time)
                : Changelog.of(of.name(), of.version(), suites, line, maintainer, time);
    }

    /** The copyright file of all packages. */
    Bytes copyright() throws BadInput {
        return Copyright.of(grubCopyright, siteCopyright.orElseGet(this::ownParagraph), year());
    }

    /** The default licence of the site's files is GRUB's, because the config in an image is distributed together with GRUB. */
    private Bytes ownParagraph() {
        String text = "Files: debian/*\nCopyright: " + year() + " " + maintainer + "\nLicense: GPL-3+\n";
        return Bytes.of("copyright", text.getBytes(StandardCharsets.UTF_8));
    }

    private int year() {
        return Instant.ofEpochSecond(time).atOffset(ZoneOffset.UTC).getYear();
    }
}
