// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.codehaus.plexus.util.SelectorUtils;

/**
 * A package's copyright file: GRUB's own file, with the site's paragraphs after GRUB's paragraphs about files. Two paragraphs
 * about the same files are merged.
 *
 * <p>Source: "Machine-readable debian/copyright file", version 1.0.
 */
public final class Copyright {
    private static final String FORMAT = "https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/";

    /** The text for modules whose origin has no copyright file. */
    private static final String GRUB = "Format: " + FORMAT + """

            Upstream-Name: GNU GRUB
            Source: https://www.gnu.org/software/grub/

            Files: *
            Copyright: 1999-%d Free Software Foundation, Inc. and the other authors of GRUB
            License: GPL-3+

            License: GPL-3+
             GRUB may be passed on and changed under the terms of the GNU General Public License, version 3 or any
             later one. Debian systems have its text in /usr/share/common-licenses/GPL-3.
            """;

    private Copyright() {}

    /**
     * Builds the file.
     *
     * @param grub GRUB's own copyright file, if there is one
     * @param site paragraphs about the site's files, in the same format
     * @param year year of the build, for GRUB's paragraph if its own file is missing
     * @throws BadInput if a file is not in the format, or if a paragraph of the site would override one of GRUB's
     */
    public static Bytes of(Optional<Bytes> grub, Bytes site, int year) throws BadInput {
        String text = grub.map(Bytes::utf8).orElse(GRUB.formatted(year));
        if (grub.isPresent() && !text.startsWith("Format:")) {
            throw new BadInput(
                    grub.get().name(), "no machine-readable copyright file", "Give the one of GRUB's package.");
        }
        List<ControlParagraph> paragraphs = ControlParagraph.readAll(site.name(), Utf8.text(site));
        for (ControlParagraph paragraph : paragraphs) {
            if (paragraph.get("Format").isPresent()) {
                throw new BadInput(
                        site.name(),
                        "the paragraph with Format belongs to a complete copyright file",
                        "Remove this paragraph: the package's file begins with that of GRUB's copyright file.");
            }
            boolean licence = paragraph.get("License").isPresent();
            if (!licence
                    || paragraph.get("Files").isPresent()
                            != paragraph.get("Copyright").isPresent()) {
                throw new BadInput(
                        site.name(),
                        "a paragraph without License, or with only one of Files and Copyright",
                        "Write each paragraph with Files, Copyright and License.");
            }
        }
        List<String> parts = new ArrayList<>(List.of(text.strip().split("\\n(?:[ \\t]*\\n)+")));
        List<ControlParagraph> further = new ArrayList<>();
        for (ControlParagraph paragraph : paragraphs) {
            if (!merged(parts, paragraph, site.name())) {
                further.add(paragraph);
            }
        }
        int behindFiles = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (isAboutFiles(parts.get(i))) {
                behindFiles = i + 1;
            }
        }
        for (ControlParagraph paragraph : further) {
            parts.add(behindFiles++, paragraph.toText().strip());
        }
        return Bytes.of("copyright", (String.join("\n\n", parts) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds the holders of a paragraph about files to GRUB's paragraph about the same files, because of two paragraphs
     * that match a file, only the last one applies.
     */
    private static boolean merged(List<String> parts, ControlParagraph site, String where) throws BadInput {
        List<String> files = patterns(site);
        for (int i = 0; i < parts.size() && !files.isEmpty(); i++) {
            if (!isAboutFiles(parts.get(i))) {
                continue;
            }
            ControlParagraph grub = ControlParagraph.readAll("GRUB's copyright file", parts.get(i))
                    .get(0);
            boolean same = Set.copyOf(patterns(grub)).equals(Set.copyOf(files));
            if (same && licence(grub).equals(licence(site))) {
                String holders = grub.get("Copyright").orElse("") + "\n          "
                        + site.get("Copyright").orElse("");
                parts.set(i, grub.with("Copyright", holders).toText().strip());
                return true;
            }
            for (String pattern : patterns(grub)) {
                if (files.stream().anyMatch(own -> matches(own, pattern))) {
                    throw new BadInput(
                            where,
                            "'Files: " + String.join(" ", files)
                                    + "' matches files of GRUB's too, which have the paragraph 'Files: "
                                    + String.join(" ", patterns(grub)) + "' with the licence " + licence(grub)
                                    + "; of two paragraphs the last one counts",
                            "Name your own files more exactly, such as src/main/grub/*.");
                }
            }
        }
        return false;
    }

    private static boolean isAboutFiles(String paragraph) {
        return paragraph.lines().anyMatch(line -> line.startsWith("Files:"));
    }

    private static List<String> patterns(ControlParagraph paragraph) {
        return paragraph.get("Files").stream()
                .flatMap(files -> Stream.of(files.strip().split("\\s+")))
                .toList();
    }

    /** The licence's short name. */
    private static String licence(ControlParagraph paragraph) {
        return paragraph
                .get("License")
                .orElse("")
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }

    /** Whether a pattern matches everything that another pattern matches. Both wildcards match a slash too. */
    private static boolean matches(String pattern, String other) {
        return SelectorUtils.match(pattern, other);
    }
}
