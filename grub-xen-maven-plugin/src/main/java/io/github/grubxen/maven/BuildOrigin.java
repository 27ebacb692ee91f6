// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.lock.LockFile;
import io.github.grubxen.page.ReportPage;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.plan.ImageWriter;
import io.github.grubxen.source.GrubCompilation;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.source.GrubPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts the origin of a build on its page.
 *
 * @param page the page
 * @param trees the module trees of the build
 */
record BuildOrigin(ReportPage page, KnownTrees trees) {

    /**
     * Adds the facts.
     *
     * @param lock the file of the lock, which may be missing
     * @param time the timestamp of all output, in seconds since the epoch
     * @param plugin name and version of the plugin
     */
    void addFacts(Path lock, long time, String plugin) throws IOException {
        GrubOrigin grub = trees.directory().origin();
        page.addFact("GRUB", grub.description());
        if (!grub.packages().isEmpty()) {
            page.addFact(
                    "packages of the modules",
                    grub.packages().stream().map(BuildOrigin::line).collect(Collectors.joining("\n")));
        }
        grub.compilation().ifPresent(this::add);
        Optional<LockFile> locked = LockFile.read(lock);
        page.addFact(
                "lock",
                locked.isPresent()
                        ? lock.getFileName() + ", SHA-256 " + Digest.sha256(lock)
                        : "none; with a lock, every build must use the same modules");
        page.addFact("timestamp of all output", Instant.ofEpochSecond(time).toString());
        page.addFact("plugin", plugin);
    }

    private void add(GrubCompilation compiled) {
        page.addFact("compiler", compiled.compiler() + "\n" + compiled.programs());
        if (!compiled.files().isEmpty()) {
            page.addFact("files of the source", lines(compiled.files()));
        }
        if (!compiled.patches().isEmpty()) {
            page.addFact("patches", lines(compiled.patches()));
        }
    }

    /** Adds an image, and makes it again in memory to compare the bytes. */
    void addImage(ImageDirectory.Named image, Bytes file) throws IOException {
        ImageWriter writer = new ImageWriter(trees.tree(image.platform()));
        byte[] second = writer.build(image.plan().recipe(writer.tree())).toByteArray();
        String again = Bytes.of(image.fileName(), second).equals(file) ? "the same bytes" : "other bytes";
        page.addFile(image.fileName(), file.length(), Digest.sha256(file), again);
    }

    /** Adds a package. The goal verify builds it a second time. */
    void addPackage(Path deb) throws IOException {
        page.addFile(String.valueOf(deb.getFileName()), Files.size(deb), Digest.sha256(deb), "see the goal verify");
    }

    private static String lines(Iterable<GrubCompilation.Input> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach(file -> lines.append(file.name())
                .append(", SHA-256 ")
                .append(file.sha256())
                .append('\n'));
        return lines.toString().strip();
    }

    private static String line(GrubPackage deb) {
        return deb.file() + ", SHA-256 " + deb.sha256();
    }
}
