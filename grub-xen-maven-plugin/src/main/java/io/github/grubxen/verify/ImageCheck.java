// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.inspect.Inspection;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Every packaged image can start: its ELF header, Xen notes, segments and entry are valid, and each module can be read.
 *
 * <p>Source: "Image format", sections 2 to 6; Xen's public header elfnote.h.
 */
final class ImageCheck implements FileCheck {

    private static final byte[] ELF = "\u007fELF".getBytes(StandardCharsets.ISO_8859_1);
    private static final int XEN = 0x006e6558;
    private static final int GUEST_OS = 6;

    /** "mimg", the magic number of a module area, if the first module follows. GRUB's tools contain this word too. */
    private static final int MODULES = 0x676d696d;

    private static final int ELF_WORD = 0x464c457f;

    /** Largest distance of the two in bytes: 28 in a 64-bit image, and a text filter can turn each byte into three. */
    private static final int FURTHEST = 84;

    private static final String REMEDY =
            "Package the image as it was made: strip, objcopy, text filters and half a copy all break it.";

    @Override
    public boolean wants(String path, byte[] head) {
        return isNamedAsAnImage(path) || isElf(head);
    }

    static boolean isElf(byte[] head) {
        return Arrays.equals(head, ELF);
    }

    @Override
    public void look(String path, Bytes content, Findings findings) throws BadInput {
        if (!isNamedAsAnImage(path) && !hasPartsOfAnImage(content)) {
            return;
        }
        try {
            Inspection image = Inspection.of(content);
            checkSecondStage(path, image, findings);
            Integer differs = image.differsAt();
            if (differs != null) {
                add(
                        findings,
                        content.place(differs).toString(),
                        "not what GRUB's image writer makes of these parts",
                        content);
            }
        } catch (BadInput e) {
            add(findings, e.diagnostic().place().toString(), e.diagnostic().problem(), content);
        }
    }

    /** A file with the name of a second stage must be one that first stages can start. */
    private static void checkSecondStage(String path, Inspection image, Findings findings) {
        String name = baseName(path);
        for (Platform platform : Platform.values()) {
            if (name.equals(platform.secondStage()) && !image.platform().equals(platform.id())) {
                findings.add(
                        Check.IMAGES,
                        path,
                        "the name of a second stage for " + platform + ", but an image for " + image.platform(),
                        "Package the image for " + platform + " under this name.");
            } else if (name.equals(platform.secondStage()) && platform.isPvh() && image.secondStage() == null) {
                findings.add(
                        Check.IMAGES,
                        path,
                        "no Multiboot header, so no first stage can start it",
                        "Make the image as a second stage.");
            }
        }
    }

    private static void add(Findings findings, String where, String problem, Bytes content) {
        String cause = Mangling.cause(content);
        findings.add(Check.IMAGES, where, cause.isEmpty() ? problem : problem + "; " + cause, REMEDY);
    }

    /**
     * The platform that a file's name requires: by its directory, or as a second stage, in any directory that may be a guest's
     * {@code /boot}.
     */
    private static boolean isNamedAsAnImage(String path) {
        return (path.startsWith("usr/lib/") && path.endsWith(".bin"))
                || Arrays.stream(Platform.values())
                        .anyMatch(platform -> platform.secondStage().equals(baseName(path)));
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Whether a file contains parts of an image: Xen's notes at any place, unless they belong to another program such as Linux;
     * or the header of a module area, which only an image has.
     */
    private static boolean hasPartsOfAnImage(Bytes file) {
        ByteBuffer bytes = ByteBuffer.wrap(file.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        boolean found = false;
        for (int at = 0; at + 8 <= bytes.limit(); at++) {
            int word = bytes.getInt(at);
            if (word == XEN && at >= 12 && bytes.getInt(at - 12) == 4) {
                if (bytes.getInt(at - 4) == GUEST_OS && !file.has(at + 4, "GRUB")) {
                    return false;
                }
                found = true;
            } else if (word == MODULES) {
                found |= hasModuleAt(bytes, at + 4);
            }
        }
        return found;
    }

    /**
     * Whether a module's ELF header follows the headers of the area and of the module, also if a filter has added
     * bytes.
     */
    private static boolean hasModuleAt(ByteBuffer bytes, int from) {
        for (int at = from; at < from + FURTHEST && at + 4 <= bytes.limit(); at++) {
            if (bytes.getInt(at) == ELF_WORD) {
                return true;
            }
        }
        return false;
    }
}
