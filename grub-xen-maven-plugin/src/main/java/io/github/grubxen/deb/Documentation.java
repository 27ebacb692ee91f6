// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.gzip.GzipOutput;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that Debian Policy and Debian's tools expect in a package besides its payload.
 *
 * <p>Source: Debian Policy, sections 12.5, 12.7; reportbug's developer documentation; lintian's manual.
 *
 * @param changelog its changelog
 * @param copyright its copyright file
 * @param texts further texts
 */
record Documentation(Changelog changelog, Bytes copyright, Texts texts) {
    private static final int FILE = 0644;

    /**
     * The files of a package.
     *
     * @param source version of its source package
     */
    List<PackageEntry> entries(String name, String source) throws IOException {
        String doc = "usr/share/doc/" + name;
        List<PackageEntry> entries = new ArrayList<>();
        if (texts.docLink().isPresent()) {
            entries.add(new PackageEntry.Link(doc, texts.docLink().get()));
        } else {
            // without a Debian revision the source is its own upstream
            String changes = source.contains("-") ? "/changelog.Debian.gz" : "/changelog.gz";
            add(entries, doc + changes, gzip(changelog.bytes()));
            add(entries, doc + "/copyright", copyright);
            if (texts.news().isPresent()) {
                add(entries, doc + "/NEWS.Debian.gz", gzip(texts.news().get()));
            }
        }
        texts.presubj().ifPresent(text -> add(entries, "usr/share/bug/" + name + "/presubj", text));
        texts.overrides().ifPresent(text -> add(entries, "usr/share/lintian/overrides/" + name, text));
        return entries;
    }

    private static void add(List<PackageEntry> entries, String path, Bytes content) {
        entries.add(new PackageEntry.RegularFile(path, FILE, PackageEntry.Content.of(content)));
    }

    /** Compresses like gzip -9n: without name and timestamp. */
    private static Bytes gzip(Bytes text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GzipOutput out = new GzipOutput(bytes, 9)) {
            text.writeTo(out);
        }
        return Bytes.of(text.name() + ".gz", bytes.toByteArray());
    }
}
