// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageObject;
import io.github.grubxen.format.Kernel;
import io.github.grubxen.format.ObjectNumbers;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.SeriesDigest;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.module.ResolvedModules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes and writes images of one module tree in sequence. The kernel and the modules, which they share, are prepared
 * once. Not thread-safe.
 */
public final class ImageWriter {
    /** Spare space in bytes, for an image that is a little larger than the previous one. */
    private static final int SPARE = 1 << 16;

    /**
     * Number of bytes of one write. For larger writes, Linux uses larger folios, which took four times as long on a
     * virtual machine.
     */
    private static final int WRITE = 1 << 17;

    private final ModuleTree tree;
    private final Map<List<ModuleRequest>, List<ImageObject>> modules = new HashMap<>();
    private @Nullable Kernel kernel;

    /** The last image that was written. The next image can use its kernel and modules. */
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    private final SeriesDigest digests = new SeriesDigest("SHA-256");

    /** The modules of the image in the buffer. */
    private @Nullable List<ModuleRequest> inBuffer;

    /** A writer that has not written an image. */
    public ImageWriter(ModuleTree tree) {
        this.tree = tree;
    }

    /** The module tree of all images. */
    public ModuleTree tree() {
        return tree;
    }

    /**
     * Makes the image of a recipe.
     *
     * @throws BadInput in the same cases as {@link ImageRecipe#image}
     */
    public Image build(ImageRecipe recipe) throws BadInput {
        recipe.check();
        recipe.extras().check(tree.info());
        List<ImageObject> objects = new ArrayList<>(modules(recipe.modules()));
        recipe.addTo(objects);
        if (kernel == null) {
            kernel = Kernel.read(tree.platform(), tree.kernel());
        }
        boolean secondStage = recipe.extras().secondStage() && tree.platform().isPvh();
        return new Image(tree.platform(), kernel, ObjectNumbers.of(tree.info()), objects, secondStage).checkSize();
    }

    /**
     * Makes the image of a recipe and writes it to a file that does not exist yet.
     *
     * @return its SHA-256, 64 lower-case digits
     */
    public String write(ImageRecipe recipe, Path fresh) throws IOException {
        Image image = build(recipe);
        if (buffer.capacity() < image.size()) {
            buffer = ByteBuffer.allocateDirect(image.size() + SPARE);
            inBuffer = null;
        }
        image.putInto(buffer, recipe.modules().requests().equals(inBuffer));
        inBuffer = recipe.modules().requests();
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = buffer.duplicate();
            for (int at = 0; at < buffer.limit(); at = bytes.position()) {
                out.write(bytes.limit(Math.min(at + WRITE, buffer.limit())));
            }
        }
        return digests.of(buffer);
    }

    private List<ImageObject> modules(ResolvedModules resolved) {
        return modules.computeIfAbsent(
                resolved.requests(),
                requests -> resolved.files().stream()
                        .map(module -> new ImageObject(ObjectType.MODULE, module.content()))
                        .toList());
    }
}
