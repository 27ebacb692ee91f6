package io.github.grubxen.deb;

import io.github.grubxen.gzip.GzipOutput;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Debian Policy and Debian's tools expect of a package besides its payload.
 *
 * <p>Source: Debian Policy, sections 12.5, 12.7; reportbug's developer documentation; lintian's manual.
 *
 * @param changelog its changelog
 * @param copyright its copyright file
 * @param news what an administrator should read on an upgrade, in the changelog's format
 * @param presubj what reportbug shows to who reports a bug
 * @param overrides lintian's tags that do not apply, in lintian's syntax, each with its reason
 * @param link name of a package whose doc folder stands for this one's; then changelog, copyright and news are there
 */
public record Documentation(
        Changelog changelog,
        Bytes copyright,
        Optional<Bytes> news,
        Optional<Bytes> presubj,
        Optional<Bytes> overrides,
        Optional<String> link) {
    private static final int FILE = 0644;

    /** The files of a package of that name and version. */
    public List<PackageEntry> entries(String name, String version) throws IOException {
        String doc = "usr/share/doc/" + name;
        List<PackageEntry> entries = new ArrayList<>();
        if (link.isPresent()) {
            entries.add(new PackageEntry.Link(doc, link.get()));
        } else {
            // without a Debian revision the package is its own upstream
            String changes = version.contains("-") ? "/changelog.Debian.gz" : "/changelog.gz";
            add(entries, doc + changes, gzip(changelog.bytes()));
            add(entries, doc + "/copyright", copyright);
            if (news.isPresent()) {
                add(entries, doc + "/NEWS.Debian.gz", gzip(news.get()));
            }
        }
        presubj.ifPresent(text -> add(entries, "usr/share/bug/" + name + "/presubj", text));
        overrides.ifPresent(text -> add(entries, "usr/share/lintian/overrides/" + name, text));
        return entries;
    }

    private static void add(List<PackageEntry> entries, String path, Bytes content) {
        entries.add(new PackageEntry.RegularFile(path, FILE, PackageEntry.Content.of(content)));
    }

    /** As gzip -9n: without name and time. */
    private static Bytes gzip(Bytes text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GzipOutput out = new GzipOutput(bytes, 9)) {
            text.writeTo(out);
        }
        return Bytes.of(text.name() + ".gz", bytes.toByteArray());
    }
}
