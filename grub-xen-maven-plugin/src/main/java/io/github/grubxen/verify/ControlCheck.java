// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.TarMember;
import io.github.grubxen.deb.ControlFields;
import io.github.grubxen.deb.ControlFiles;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The control file exists, its fields are valid in a binary package, and its name and size are correct. The scripts and
 * triggers beside it are valid too.
 *
 * <p>Source: Debian Policy, section 5.3; dpkg-gencontrol(1) for Installed-Size, as measured on Debian's own packages.
 */
final class ControlCheck {

    /** Control files that are generated. They do not exist yet when dpkg-gencontrol adds up the sizes. */
    private static final List<String> MADE = List.of("control", "md5sums");

    private static final int KIBI = 1024;
    private static final String AGAIN = "Build the package again.";

    private final OpenedPackage opened;
    private final Findings findings;

    ControlCheck(OpenedPackage opened, Findings findings) {
        this.opened = opened;
        this.findings = findings;
    }

    void run() {
        for (Map.Entry<String, Bytes> entry : opened.control.entrySet()) {
            if (!MADE.contains(entry.getKey())) {
                checkFile(entry.getKey(), entry.getValue());
            }
        }
        Bytes file = opened.control.get("control");
        if (file == null) {
            findings.add(Check.CONTROL, "control.tar", "there is no control file", AGAIN);
            return;
        }
        try {
            List<ControlParagraph> paragraphs = ControlParagraph.readAll("control", file.utf8());
            if (paragraphs.size() != 1) {
                findings.add(Check.CONTROL, "control", paragraphs.size() + " paragraphs instead of one", AGAIN);
                return;
            }
            opened.fields = paragraphs.get(0);
            checkTruth(paragraphs.get(0));
            ControlFields.checkFinished("control", paragraphs.get(0));
        } catch (BadInput e) {
            findings.add(Check.CONTROL, e);
        }
    }

    private void checkFile(String name, Bytes content) {
        try {
            ControlFiles.check(name, content);
        } catch (BadInput e) {
            findings.add(Check.CONTROL, e);
        }
    }

    private void checkTruth(ControlParagraph fields) {
        String name = fields.get("Package").orElse("") + "_"
                + fields.get("Version").orElse("").replaceFirst("^[0-9]+:", "") + "_"
                + fields.get("Architecture").orElse("") + ".deb";
        if (!name.equals(opened.fileName)) {
            findings.add(
                    Check.FILE_NAME,
                    "control",
                    "Package, Version and Architecture make the file name " + name,
                    "Rename the file, or correct the field that is wrong.");
        }
        String size = Long.toString(installedSize());
        String said = fields.get("Installed-Size").orElse("nothing");
        if (opened.whole && !said.equals(size)) {
            findings.add(
                    Check.INSTALLED_SIZE,
                    "control",
                    "Installed-Size is " + said + " where the contents make " + size + " KiB",
                    AGAIN);
        }
    }

    /**
     * Installed-Size in KiB: files and links are rounded up. Each directory counts as 1, including the root and the
     * directory of the control files. Hard links do not count.
     */
    private long installedSize() {
        long size = 1;
        for (TarMember member : opened.data.values()) {
            size += switch (member.type()) {
                case TarMember.FILE -> roundedUp(member.size());
                case TarMember.HARD_LINK -> 0;
                case TarMember.SYMBOLIC_LINK -> roundedUp(member.link().getBytes(StandardCharsets.UTF_8).length);
                default -> 1;
            };
        }
        for (Map.Entry<String, Bytes> file : opened.control.entrySet()) {
            size += MADE.contains(file.getKey()) ? 0 : roundedUp(file.getValue().length());
        }
        return size;
    }

    private static long roundedUp(long size) {
        return (size + KIBI - 1) / KIBI;
    }
}
