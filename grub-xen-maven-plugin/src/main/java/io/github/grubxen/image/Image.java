package io.github.grubxen.image;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A GRUB image for Xen: what grub-mkimage makes, to the byte.
 *
 * <p>Source: "Image format".
 *
 * @param platform the platform
 * @param kernel GRUB's kernel
 * @param numbers how its objects' types are numbered
 * @param objects modules, memdisk, config, prefix, in the order of {@link ObjectType}
 */
public record Image(Platform platform, Kernel kernel, ObjectNumbers numbers, List<ImageObject> objects) {
    /** Largest image that we write or read, in bytes: far below where a 32-bit field of the format would overflow. */
    public static final long LIMIT = 1L << 30;

    private static final Bytes NOTHING = Bytes.of("nothing", new byte[0]);

    /** Copies the list. */
    public Image {
        objects = List.copyOf(objects);
    }

    /**
     * Makes the image of a recipe.
     *
     * @throws BadInput when the tree lacks a module, the kernel is unusable, the recipe has a text that GRUB would cut
     *     off, or the image would be larger than {@link #LIMIT}
     */
    public static Image build(ImageRecipe recipe, ModuleTree tree) throws BadInput {
        recipe.check();
        List<ImageObject> objects = new ArrayList<>();
        for (ModuleFile module : tree.resolveRequests(recipe.modules())) {
            objects.add(new ImageObject(ObjectType.MODULE, module.content()));
        }
        Extras extras = recipe.extras();
        extras.check(tree.info());
        extras.publicKeys().forEach(key -> objects.add(new ImageObject(ObjectType.PUBLIC_KEY, key)));
        recipe.memdisk().ifPresent(memdisk -> objects.add(new ImageObject(ObjectType.MEMDISK, memdisk)));
        extras.deviceTree().ifPresent(dtb -> objects.add(new ImageObject(ObjectType.DEVICE_TREE, dtb)));
        if (extras.disableShimLock()) {
            objects.add(new ImageObject(ObjectType.DISABLE_SHIM_LOCK, NOTHING));
        }
        if (extras.disableCli()) {
            objects.add(new ImageObject(ObjectType.DISABLE_CLI, NOTHING));
        }
        recipe.config().ifPresent(config -> objects.add(new ImageObject(ObjectType.CONFIG, config)));
        objects.add(new ImageObject(ObjectType.PREFIX, recipe.prefix()));
        Image image = new Image(
                recipe.platform(),
                Kernel.read(recipe.platform(), tree.kernel()),
                ObjectNumbers.of(tree.info()),
                objects);
        if (image.layout().fileSize() > LIMIT) {
            throw new BadInput(
                    "image for " + recipe.platform(),
                    "it would have " + image.layout().fileSize() + " bytes",
                    "Put less into its memdisk.");
        }
        return image;
    }

    /**
     * Takes an image apart.
     *
     * @throws BadInput as {@link ImageFile#read}
     */
    public static Image read(Bytes file) throws BadInput {
        return ImageFile.read(file).image();
    }

    /** The content of the object of that type, of which an image has one at most. */
    public Optional<Bytes> content(ObjectType type) {
        return objects.stream()
                .filter(object -> object.type() == type)
                .map(ImageObject::content)
                .findFirst();
    }

    /** Writes the image's bytes. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(toByteArray());
    }

    /** The image's bytes. */
    public byte[] toByteArray() {
        ImageLayout layout = layout();
        ByteBuffer out = ByteBuffer.allocate((int) layout.fileSize()).order(ByteOrder.LITTLE_ENDIAN);
        layout.writeTablesTo(out);
        out.position((int) layout.kernelOffset());
        kernel.content().writeTo(out);
        modules().writeTo(out);
        out.position((int) layout.notesOffset());
        XenNotes.writeTo(platform, out);
        return out.array();
    }

    private ModulesArea modules() {
        return new ModulesArea(platform.elfClass(), numbers, objects);
    }

    private ImageLayout layout() {
        return new ImageLayout(
                platform,
                kernel.alignment(),
                kernel.content().length(),
                kernel.bss(),
                modules().size(),
                XenNotes.size(platform));
    }
}
