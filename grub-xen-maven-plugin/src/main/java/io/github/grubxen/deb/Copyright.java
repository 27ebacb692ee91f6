package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A package's copyright file: GRUB's own, taken over as it is, and behind its paragraphs about files those of the site.
 *
 * <p>Source: "Machine-readable debian/copyright file", version 1.0.
 */
public final class Copyright {
    private static final String FORMAT = "https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/";

    /** For modules whose origin has no copyright file at hand. */
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
     * Puts the file together.
     *
     * @param grub GRUB's own, where there is one
     * @param site paragraphs about the site's files, in the same format
     * @param year of the build, for GRUB's paragraph where its own file is missing
     * @throws BadInput when a file is not in the format
     */
    public static Bytes of(Optional<Bytes> grub, Bytes site, int year) throws BadInput {
        String text = grub.map(Bytes::utf8).orElse(GRUB.formatted(year));
        if (grub.isPresent() && !text.startsWith("Format:")) {
            throw new BadInput(
                    grub.get().name(), "no machine-readable copyright file", "Give the one of GRUB's package.");
        }
        List<ControlParagraph> paragraphs = ControlParagraph.readAll(site.name(), site.utf8());
        for (ControlParagraph paragraph : paragraphs) {
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
        int behindFiles = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).lines().anyMatch(line -> line.startsWith("Files:"))) {
                behindFiles = i + 1;
            }
        }
        parts.add(behindFiles, site.utf8().strip());
        return Bytes.of("copyright", (String.join("\n\n", parts) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
