// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.source.FetchedSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The CVE numbers in a package's changelog between two versions.
 *
 * <p>Source: deb-changelog(5); Debian Policy, section 12.7. Debian's grub-xen-bin has no changelog; it is in the package that
 * contains its copyright file.
 */
final class SecurityFixes {
    private static final String DOC = "usr/share/doc";
    private static final String CHANGELOG = "changelog.Debian.gz";

    /** Maximum size of a changelog, in bytes. GRUB's has about 200 kB. */
    private static final long MAX_BYTES = 16 << 20;

    private static final Pattern HEAD = Pattern.compile("[a-z0-9][a-z0-9+.-]* \\((?<version>[^()\\s]+)\\) .*");
    private static final Pattern CVE = Pattern.compile("CVE-([0-9]{4})-([0-9]{4,9})");

    private SecurityFixes() {}

    /** The changelog of the package with the modules, or of the package beside it; empty if neither has one. */
    static Optional<String> changelog(FetchedSource source) throws IOException {
        List<Path> packages = new ArrayList<>(source.file().stream().toList());
        packages.addAll(source.copyrightPackage().stream().toList());
        for (Path deb : packages) {
            DebArchive archive = new DebArchive(deb);
            PackageTree tree = archive.tree();
            for (String name : tree.names(DOC)) {
                String path = DOC + "/" + name + "/" + CHANGELOG;
                Optional<Bytes> file =
                        tree.file(path).isPresent() ? archive.find(tree, path, MAX_BYTES) : Optional.empty();
                if (file.isPresent()) {
                    return Optional.of(unpacked(deb + ": " + path, file.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static String unpacked(String where, Bytes file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(file.openStream())) {
            return Bytes.readAll(where, in, MAX_BYTES).utf8();
        } catch (ZipException | EOFException damaged) {
            throw new BadInput(where, "is not a complete gzip file", "Get the package again.");
        }
    }

    /**
     * The CVE numbers in the entries of a changelog, in ascending order.
     *
     * @param former entries of this version and of older versions are ignored
     * @param newest entries of later versions are ignored
     */
    static List<String> between(String changelog, String former, String newest) {
        VersionOrder order = new VersionOrder();
        Collection<List<Integer>> found =
                new TreeSet<>((one, other) -> one.get(0).equals(other.get(0))
                        ? one.get(1).compareTo(other.get(1))
                        : one.get(0).compareTo(other.get(0)));
        boolean counts = false;
        for (String line : changelog.lines().toList()) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                String version = head.group("version");
                counts = order.compare(version, former) > 0 && order.compare(version, newest) <= 0;
            } else if (counts) {
                CVE.matcher(line)
                        .results()
                        .forEach(cve ->
                                found.add(List.of(Integer.parseInt(cve.group(1)), Integer.parseInt(cve.group(2)))));
            }
        }
        return found.stream()
                .map(cve -> String.format("CVE-%d-%04d", cve.get(0), cve.get(1)))
                .toList();
    }
}
