package io.github.grubxen.image;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Images with a baked-in grub.cfg: the config lies in the memdisk under a name that no guest uses, so that a {@code
 * search} for a guest's file never ends in the image itself.
 *
 * @param config the grub.cfg
 * @param modules names of the modules, or nothing for all of the tree
 * @param attributes what the memdisk's tar says of the config
 */
public record BakedConfig(Bytes config, Optional<List<String>> modules, TarAttributes attributes) {
    /** Where the config lies in the memdisk. */
    static final String PATH = "bootstrap.cfg";

    /** The path as a whole word without a device: what GRUB looks for on every disk, the memdisk first. */
    private static final Pattern OWN_PATH = Pattern.compile("(?<![\\w./)}-])/+" + Pattern.quote(PATH) + "(?![\\w./-])");

    /** What reads it: without these an image would not even start its config. */
    private static final List<String> READERS = List.of("memdisk", "tar", "normal");

    private static final Bytes START = ImageRecipe.text("early config", "normal (memdisk)/" + PATH + "\n");

    /** The grub.cfg of the preset debian-split: hands over to what the guest has on its own disks. */
    public static Bytes guestConfig() {
        try (InputStream in = BakedConfig.class.getResourceAsStream("guest.cfg")) {
            return Bytes.of("guest.cfg", Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The recipe for one platform.
     *
     * @throws BadInput when the config has a zero byte, or looks for its own path where its memdisk would answer
     */
    public ImageRecipe recipe(Platform platform, ModuleTree tree) throws BadInput {
        checkConfig();
        List<String> names = new ArrayList<>(modules.orElseGet(tree::allModules));
        READERS.stream().filter(reader -> !names.contains(reader)).forEach(names::add);
        Bytes memdisk = GnuTar.write("memdisk", List.of(new GnuTar.Entry(PATH, attributes, config)));
        return ImageRecipe.of(platform, names, Optional.of(memdisk), Optional.of(START), ImageRecipe.MEMDISK_PREFIX);
    }

    private void checkConfig() throws BadInput {
        List<String> lines = config.utf8().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String where = config.name() + ":" + (i + 1);
            if (lines.get(i).indexOf('\0') >= 0) {
                throw new BadInput(where, "a zero byte, behind which GRUB reads nothing", "Take it out.");
            }
            if (OWN_PATH.matcher(lines.get(i)).find()) {
                throw new BadInput(
                        where,
                        "a search for /" + PATH + " would find this config in the image's own memdisk",
                        "Give the guest's file another name.");
            }
        }
    }
}
