// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Choice;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The origin of a build's modules.
 *
 * @param origin the origin of the modules
 * @param source the source package that the modules were built from, such as grub2
 * @param version its version
 * @param files the files that contained the modules or their source, the main one first; then, if different, the package with
 *     their copyright file; then the patches. Empty for a directory without patches
 * @param trees the tree of each platform
 */
public record GrubLock(
        LockOrigin origin, String source, String version, List<LockedFile> files, Map<Platform, TreeDigest> trees) {

    private static final String COMMENT = """
            # What the GRUB modules of this build came from. The goal grub-xen:lock writes this file, grub-xen:update moves
            # it to a newer version. Every build obeys it.
            """;

    /** Copies the collections; trees are in the order of {@link Platform}. */
    public GrubLock {
        files = List.copyOf(files);
        Map<Platform, TreeDigest> sorted = new EnumMap<>(Platform.class);
        sorted.putAll(trees);
        trees = Collections.unmodifiableMap(sorted);
    }

    /** The SHA-256 of each file that is neither a package nor a patch, by its name. */
    public Map<String, String> digests() {
        Map<String, String> digests = new LinkedHashMap<>();
        files.stream()
                .filter(file -> file.kind() == LockedFile.Kind.FILE)
                .forEach(file -> digests.put(file.name(), file.sha256()));
        return digests;
    }

    /** The text of the lock file. It depends only on this lock. */
    public String toText() {
        Map<String, String> head = new LinkedHashMap<>();
        head.put(LockFormat.FORMAT, LockFormat.NUMBER);
        head.put(LockFormat.ORIGIN, Choice.word(origin.kind()));
        if (!origin.detail().isEmpty()) {
            origin.kind().field().ifPresent(field -> head.put(field, origin.detail()));
        }
        head.put(LockFormat.SOURCE, source);
        head.put(LockFormat.VERSION, version);
        StringBuilder text = new StringBuilder(COMMENT).append(new ControlParagraph(head).toText());
        files.forEach(file -> text.append('\n').append(file.toParagraph().toText()));
        trees.forEach((platform, tree) -> {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put(LockFormat.PLATFORM, platform.id());
            fields.put(LockFormat.FILES, Integer.toString(tree.files()));
            fields.put(LockFormat.SHA256, tree.sha256());
            text.append('\n').append(new ControlParagraph(fields).toText());
        });
        return text.toString();
    }

    /**
     * Writes the lock file, unless it already has the same bytes.
     *
     * @return whether it was written
     */
    public boolean write(Path file) throws IOException {
        byte[] bytes = toText().getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(file)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return false;
        }
        AtomicFile.write(file, out -> out.write(bytes));
        return true;
    }

    /** In one line, such as {@code grub2 2.06-13+deb12u2 from apt bookworm, 2 files, i386-xen and i386-xen_pvh}. */
    @Override
    public String toString() {
        String count = files.isEmpty() ? "" : ", " + files.size() + (files.size() == 1 ? " file" : " files");
        return source + " " + version + " from " + origin + count + ", "
                + trees.keySet().stream().map(Platform::id).collect(Collectors.joining(", "));
    }
}
