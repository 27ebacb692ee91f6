// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImagePart;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.plan.ImageWriter;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds the images again in memory, from the same inputs, and compares them with the packaged ones. Compares the module trees
 * too.
 */
public final class SecondBuild implements FileCheck {
    private static final String REMEDY =
            "Build it all again; between the goals images, deb and verify nothing may change images or modules.";

    private final List<ImageDirectory.Named> images;
    private final Map<Platform, ImageWriter> writers = new EnumMap<>(Platform.class);
    private final Map<String, Set<String>> namesByDigest = new HashMap<>();
    private final Set<String> packaged = new HashSet<>();

    /**
     * Makes every image once, and keeps its digest.
     *
     * @param images all images of the build
     * @param trees the modules that they are made from, read again
     * @throws BadInput if an image cannot be made
     */
    public SecondBuild(List<ImageDirectory.Named> images, List<ModuleTree> trees) throws IOException {
        this.images = List.copyOf(images);
        trees.forEach(tree -> writers.put(tree.platform(), new ImageWriter(tree)));
        for (ImageDirectory.Named image : images) {
            String digest = Digest.sha256(Bytes.of(image.fileName(), make(image).toByteArray()));
            namesByDigest.computeIfAbsent(digest, d -> new HashSet<>()).add(image.fileName());
        }
    }

    /** The images that no package had. */
    public List<String> notPackaged() {
        return images.stream()
                .map(ImageDirectory.Named::fileName)
                .filter(name -> !packaged.contains(name))
                .toList();
    }

    @Override
    public boolean wants(String path, byte[] head) {
        return ImageCheck.isElf(head) || namesake(path).isPresent();
    }

    @Override
    public void look(String path, Bytes content, Findings findings) throws IOException {
        Set<String> same = namesByDigest.getOrDefault(Digest.sha256(content), Set.of());
        packaged.addAll(same);
        Optional<ImageDirectory.Named> named = namesake(path);
        if (!same.isEmpty() || named.isEmpty()) {
            return;
        }
        packaged.add(named.get().fileName());
        Image image = make(named.get());
        byte[] expected = image.toByteArray();
        int at = Arrays.mismatch(expected, content.toArray());
        String sizes = content.length() == expected.length
                ? ""
                : " (" + content.length() + " bytes, the second build has " + expected.length + ")";
        findings.add(
                Check.SECOND_BUILD,
                "/" + path,
                "not what a second build of " + named.get().fileName() + " gives" + sizes
                        + ": the first difference is at" + " offset 0x" + Integer.toHexString(at) + ", "
                        + part(image, at),
                REMEDY);
    }

    /** Compares the trees of a package with the trees that the images are made from. */
    void compare(Map<Platform, ModuleTree> trees, Findings findings) {
        for (ModuleTree tree : trees.values()) {
            ImageWriter own = writers.get(tree.platform());
            if (own == null) {
                continue;
            }
            NavigableMap<String, Bytes> expected = files(own.tree());
            NavigableMap<String, Bytes> all = new TreeMap<>(files(tree));
            expected.forEach(all::putIfAbsent);
            NavigableMap<String, Bytes> there = files(tree);
            for (String file : all.keySet()) {
                Bytes is = there.get(file);
                Bytes should = expected.get(file);
                if (is == null || should == null || !is.equals(should)) {
                    String problem = is == null
                            ? "is missing from the package"
                            : should == null ? "is not among the build's modules" : "not the same as the build's own";
                    findings.add(Check.SECOND_BUILD, tree.name() + "/" + file, problem, REMEDY);
                }
            }
        }
    }

    private static NavigableMap<String, Bytes> files(ModuleTree tree) {
        NavigableMap<String, Bytes> files = new TreeMap<>(tree.lists());
        files.put("kernel.img", tree.kernel());
        tree.modules().forEach((name, module) -> files.put(name + ".mod", module.content()));
        return files;
    }

    /** The image with the file name of a path, or the image whose name differs only by a version before its suffix. */
    private Optional<ImageDirectory.Named> namesake(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return images.stream()
                .filter(image -> file.equals(image.fileName()) || isVersioned(image.fileName(), file))
                .max(Comparator.comparing(image -> image.fileName().length()));
    }

    private static boolean isVersioned(String name, String file) {
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        return file.startsWith(stem + "-") && file.endsWith(name.substring(stem.length()));
    }

    private Image make(ImageDirectory.Named image) throws IOException {
        ImageWriter writer = writers.get(image.platform());
        if (writer == null) {
            throw new BadInput(
                    image.fileName(),
                    "the build has no modules for " + image.platform(),
                    "Run the goal grub-xen:modules before this one.");
        }
        return writer.build(image.plan().recipe(writer.tree()));
    }

    private static String part(Image image, long at) throws BadInput {
        return image.parts().stream()
                .filter(part -> at < part.end())
                .map(ImagePart::name)
                .map(name -> "in its " + name)
                .findFirst()
                .orElse("after its end");
    }
}
