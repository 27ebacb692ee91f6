// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.NamedInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;

/**
 * The signature inside a package, as debsigs makes it and debsig-verify checks it: one more member at the end of the
 * archive, {@code _gpgorigin}, with a signature over the contents of the members before it. dpkg leaves out members whose
 * names begin with an underscore.
 *
 * <p>Source: deb(5), debsigs(1).
 */
final class PackageSignature {
    private static final String MEMBER = "_gpgorigin";
    private static final int MODE = 0100644;

    private PackageSignature() {}

    /**
     * Signs a package. An existing signature is replaced, and all other bytes stay the same.
     *
     * @param time of the new member, seconds since the epoch
     * @throws BadInput if the package has members besides the three of a package and that signature
     */
    static void sign(Path deb, Gpg gpg, long time) throws IOException {
        AtomicFile.replace(deb, fresh -> {
            Path signed = fresh.resolveSibling(fresh.getFileName() + ".signed");
            Path signature = fresh.resolveSibling(fresh.getFileName() + ".gpg");
            try {
                try (OutputStream out = Files.newOutputStream(signed, StandardOpenOption.CREATE_NEW)) {
                    copy(deb, (entry, in) -> in.transferTo(out));
                }
                gpg.detachSign(signed, signature);
                write(deb, signature, time, fresh);
            } finally {
                Files.deleteIfExists(signed);
                Files.deleteIfExists(signature);
            }
        });
    }

    private static void write(Path deb, Path signature, long time, Path fresh) throws IOException {
        try (OutputStream file = Files.newOutputStream(fresh, StandardOpenOption.CREATE_NEW);
                ArArchiveOutputStream out = new ArArchiveOutputStream(file)) {
            copy(deb, (entry, in) -> {
                out.putArchiveEntry(entry);
                in.transferTo(out);
                out.closeArchiveEntry();
            });
            out.putArchiveEntry(new ArArchiveEntry(MEMBER, Files.size(signature), 0, 0, MODE, time));
            Files.copy(signature, out);
            out.closeArchiveEntry();
        }
    }

    /** Receives the members of a package. */
    @FunctionalInterface
    private interface Member {
        void take(ArArchiveEntry entry, InputStream content) throws IOException;
    }

    private static void copy(Path deb, Member member) throws IOException {
        List<String> names = new ArrayList<>();
        try (ArArchiveInputStream in = new ArArchiveInputStream(new BufferedInputStream(NamedInput.open(deb)))) {
            for (ArArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().equals(MEMBER)) {
                    names.add(entry.getName());
                    member.take(entry, in);
                }
            }
        }
        if (!String.join(" ", names).matches("debian-binary control\\.tar\\S* data\\.tar\\S*")) {
            throw new BadInput(deb, "a package with the members " + names, "Sign packages of the usual three members.");
        }
    }
}
