// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.format.Image;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Packages with images, and a second build of the images. */
abstract class ImagesInPackagesTestCase {
    static final String WHERE = "/usr/lib/grub-xen/grub-x86_64-xen.bin";
    static final List<ModuleTree> TREES = new ArrayList<>();
    static final List<ImageDirectory.Named> IMAGES = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void plan() throws IOException {
        BakedConfig plan = new BakedConfig(
                Bytes.of("site.cfg", "set root=xen/xvda\n".repeat(40).getBytes(StandardCharsets.UTF_8)),
                Optional.of(List.of("ext2", "linux", "part_gpt")),
                TarAttributes.root(0));
        TREES.clear();
        IMAGES.clear();
        for (Platform platform : Platform.values()) {
            TREES.add(GrubRelease.BOOKWORM.tree(platform));
            IMAGES.add(new ImageDirectory.Named("grub-" + platform + ".bin", platform, plan.config(), plan));
        }
    }

    /** Every note's name and what is behind it, as far as anybody looks for them. */
    static byte[] withoutNotes(byte[] image) {
        byte[] without = image.clone();
        for (int at = 0; at + 4 <= without.length; at += 4) {
            if (new String(without, at, 4, StandardCharsets.ISO_8859_1).equals("Xen\0")) {
                Arrays.fill(without, at, at + 4, (byte) 0);
            }
        }
        return without;
    }

    static Image image(Platform platform) throws IOException {
        ImageDirectory.Named image = IMAGES.stream()
                .filter(named -> named.platform() == platform)
                .findFirst()
                .orElseThrow();
        ModuleTree tree = GrubRelease.BOOKWORM.tree(platform);
        return image.plan().recipe(tree).image(tree);
    }

    Path pack(Platform platform, byte[] image) throws IOException {
        return new DebBuilder("p")
                .file("usr/lib/grub-xen/grub-" + platform + ".bin", image)
                .write(directory);
    }

    static List<String> find(Optional<SecondBuild> second, Path deb) throws IOException {
        return new ArrayList<>(new Verification(0, second)
                .of(List.of(deb)).stream().map(Diagnostic::line).toList());
    }
}
