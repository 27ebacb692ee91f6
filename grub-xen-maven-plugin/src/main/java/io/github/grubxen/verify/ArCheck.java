// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.ArFile;
import io.github.grubxen.archive.ArMember;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.MemberCompression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The outermost archive: its members, their order, names and padding, and no data after them.
 *
 * <p>Source: deb(5).
 */
final class ArCheck {
    static final String CONTROL = "control.tar";
    static final String DATA = "data.tar";

    private static final String REMEDY = "Build the package again, and let nothing change the file afterwards.";
    private static final String FORMAT = "2.0\n";
    private static final int MODE = 0100644;

    private final Findings findings;
    private final ArFile ar;

    ArCheck(DebArchive archive, Findings findings) throws IOException {
        this.findings = findings;
        this.ar = archive.members();
    }

    /** The member that dpkg uses under a name, with any compression. */
    Optional<ArMember> member(String name) {
        return ar.members().stream()
                .filter(member -> MemberCompression.isOf(name, member.name()))
                .findFirst();
    }

    InputStream open(ArMember member) throws IOException {
        return ar.open(member);
    }

    void run(long newest) throws IOException {
        List<String> names =
                new ArrayList<>(ar.members().stream().map(ArMember::name).toList());
        names.removeIf(name -> name.matches("_gpg[a-z]+") && names.indexOf(name) > 2);
        if (names.size() != 3
                || !names.get(0).equals("debian-binary")
                || !MemberCompression.isOf(CONTROL, names.get(1))
                || !MemberCompression.isOf(DATA, names.get(2))) {
            add("members", "its members are " + names + ", not debian-binary, control.tar and data.tar in that order");
        }
        checkFormat();
        for (ArMember member : ar.members()) {
            if (!member.padded()) {
                add(member.name(), "is of odd size and no line feed follows it");
            }
            if (member.uid() != 0 || member.gid() != 0 || member.mode() != MODE) {
                add(
                        member.name(),
                        "its header says " + member.uid() + "/" + member.gid() + " "
                                + Integer.toOctalString(member.mode()) + " where dpkg-deb writes 0/0 100644");
            }
            if (member.time() > newest) {
                add(member.name(), Times.late(member.time(), newest));
            }
        }
        if (ar.end() != ar.size()) {
            add(
                    "offset 0x" + Long.toHexString(ar.end()),
                    (ar.size() - ar.end()) + " bytes follow that are not a complete member");
        }
    }

    private void checkFormat() throws IOException {
        if (ar.members().isEmpty() || !ar.members().get(0).name().equals("debian-binary")) {
            return;
        }
        try (InputStream in = ar.open(ar.members().get(0))) {
            String format = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
            if (!format.equals(FORMAT)) {
                add("debian-binary", "says '" + format.strip() + "' and not 2.0 on a line of its own");
            }
        }
    }

    private void add(String path, String problem) {
        findings.add(Check.AR, path, problem, REMEDY);
    }
}
