package io.github.grubxen.verify;

import io.github.grubxen.inspect.Inspection;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Every image in the package starts as it is packaged: ELF header, Xen notes, segments, entry, and each module can be read.
 *
 * <p>Source: "Image format", sections 2 to 6; Xen's public header elfnote.h.
 */
final class ImageCheck implements FileCheck {
    static final String NAME = "images";

    private static final byte[] ELF = "\u007fELF".getBytes(StandardCharsets.ISO_8859_1);
    private static final long XEN = 0x006e6558;
    private static final long GUEST_OS = 6;
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
        if (!isNamedAsAnImage(path) && !hasNotesOfAnImage(content)) {
            return;
        }
        try {
            Inspection image = Inspection.of(content);
            checkSecondStage(path, image, findings);
            Integer differs = image.differsAt();
            if (differs != null) {
                add(findings, content.place(differs), "not what GRUB's image writer makes of these parts", content);
            }
        } catch (BadInput e) {
            add(findings, e.where(), e.problem(), content);
        }
    }

    /** What first stages look for under that name is what they can start. */
    private static void checkSecondStage(String path, Inspection image, Findings findings) {
        String name = baseName(path);
        for (Platform platform : Platform.values()) {
            if (name.equals(platform.secondStage()) && !image.platform().equals(platform.id())) {
                findings.add(
                        NAME,
                        path,
                        "the name of a second stage for " + platform + ", but an image for " + image.platform(),
                        "Package the image for " + platform + " under this name.");
            } else if (name.equals(platform.secondStage()) && platform.isPvh() && image.secondStage() == null) {
                findings.add(
                        NAME,
                        path,
                        "no Multiboot header, so no first stage can start it",
                        "Make the image with <secondStage>true</secondStage>.");
            }
        }
    }

    private static void add(Findings findings, String where, String problem, Bytes content) {
        String cause = Mangling.cause(content);
        findings.add(NAME, where, cause.isEmpty() ? problem : problem + "; " + cause, REMEDY);
    }

    /** By its place, or as a second stage, which first stages look for wherever a guest's {@code /boot} may lie. */
    private static boolean isNamedAsAnImage(String path) {
        return (path.startsWith("usr/lib/") && path.endsWith(".bin"))
                || Arrays.stream(Platform.values())
                        .anyMatch(platform -> platform.secondStage().equals(baseName(path)));
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether Xen's notes are in it, wherever, and do not say that it is another's, such as Linux's. */
    private static boolean hasNotesOfAnImage(Bytes file) throws BadInput {
        boolean found = false;
        for (long at = 12; at + 8 <= file.length(); at += 4) {
            if (file.u32(at) == XEN && file.u32(at - 12) == 4) {
                if (file.u32(at - 4) == GUEST_OS && !file.has(at + 4, "GRUB")) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }
}
