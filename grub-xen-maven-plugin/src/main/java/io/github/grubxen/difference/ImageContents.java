// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.format.ImageFile;
import io.github.grubxen.format.ImagePart;
import io.github.grubxen.format.MemdiskArchive;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.inspect.Inspection;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a comparison needs of an image, without its bytes.
 *
 * @param inspection the image's contents
 * @param files the regular files in its memdisk, by their paths, in the order of the archive
 * @param parts the digest of each part of the file, by the part's name
 */
record ImageContents(Inspection inspection, Map<String, MemdiskFile> files, Map<String, List<String>> parts) {

    /**
     * Reads an image.
     *
     * @throws BadInput if the file is not a GRUB image for Xen
     */
    static ImageContents of(Bytes file) throws BadInput {
        ImageFile read = ImageFile.read(file);
        Map<String, List<String>> parts = new LinkedHashMap<>();
        long start = 0;
        for (ImagePart part : read.image().parts()) {
            long end = Math.min(part.end(), file.length());
            parts.computeIfAbsent(part.name(), name -> new ArrayList<>())
                    .add(Digest.sha256(file.slice(start, end - start)));
            start = end;
        }
        parts.put("bytes after its end", List.of(Digest.sha256(file.from(start))));
        Map<String, MemdiskFile> files = new LinkedHashMap<>();
        Bytes disk = read.image().content(ObjectType.MEMDISK).orElse(null);
        if (disk != null) {
            MemdiskArchive.<BadInput>visit(disk, (entry, content) -> {
                if (MemdiskArchive.isRegular(entry)) {
                    files.putIfAbsent(entry.getName(), MemdiskFile.of(content)); // GRUB reads the first one
                }
            });
        }
        return new ImageContents(Inspection.of(file), files, parts);
    }

    /** Names of the parts whose bytes differ from those of another image. */
    List<String> differingParts(ImageContents other) {
        Names names = Names.of(parts, other.parts);
        List<String> all = new ArrayList<>(names.changed());
        all.addAll(names.added());
        all.addAll(names.removed());
        return all;
    }
}
