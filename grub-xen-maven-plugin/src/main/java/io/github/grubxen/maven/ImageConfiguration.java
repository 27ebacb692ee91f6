package io.github.grubxen.maven;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.image.BakedConfig;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code <image>}: an image for each of its platforms. */
public class ImageConfiguration {
    private static final long CONFIG_LIMIT = 1 << 20;

    /** File name; {@code @platform@} stands for the platform. */
    private String name = "grub-@platform@.bin";

    /** The platforms; all that the build has modules for by default. */
    private List<String> platforms = new ArrayList<>();

    /** The grub.cfg to bake in; with the preset debian-split the plugin's own by default. */
    private @Nullable File config;

    /** {@code all}, or names of modules separated by commas or blanks; what they need comes with them. */
    private String modules = "all";

    /** What the memdisk's tar header says of the config. */
    private Memdisk memdisk = new Memdisk();

    /** {@code <memdisk>}: attributes of the config in the memdisk's tar. */
    public static class Memdisk {
        private String owner = "root";
        private String group = "root";
        private int uid;
        private int gid;
        private String mode = "644";
        private @Nullable Long time;

        TarAttributes attributes(long timestamp) throws BadInput {
            String where = "<image>/<memdisk>";
            if (!mode.matches("[0-7]{1,5}")) {
                throw new BadInput(where + "/mode", "'" + mode + "' is no octal number", "Write it as in 644.");
            }
            TarAttributes attributes = new TarAttributes(
                    owner, group, uid, gid, Integer.parseInt(mode, 8), time == null ? timestamp : time);
            attributes.check(where);
            return attributes;
        }
    }

    List<Platform> platforms(List<Platform> available) throws BadInput {
        List<Platform> wanted = new ArrayList<>();
        for (String platform : platforms) {
            wanted.add(Platform.of("<image>/<platforms>", platform.strip()));
        }
        return wanted.isEmpty() ? available : wanted;
    }

    String fileName(Platform platform) throws BadInput {
        String file = name.replace("@platform@", platform.id());
        if (!file.matches("[A-Za-z0-9_][A-Za-z0-9_.+~-]*")) {
            throw new BadInput(
                    "<image>/<name>",
                    "'" + file + "' is no file name",
                    "Use letters, digits and . _ + ~ -, and @platform@ for the platform.");
        }
        return file;
    }

    BakedConfig baked(boolean preset, long timestamp) throws IOException {
        if (config == null && !preset) {
            throw new BadInput(
                    "<image>/<config>",
                    "no grub.cfg for the image '" + name + "'",
                    "Name the file to bake in, or set <preset>debian-split</preset> to use the plugin's own.");
        }
        boolean all = modules.strip().equals("all");
        if (config == null && !all) {
            throw new BadInput(
                    "<image>/<modules>",
                    "the plugin's own grub.cfg needs modules that are not in this list",
                    "Leave <modules> out, or bake in a <config> of your own.");
        }
        Bytes text = config == null ? BakedConfig.guestConfig() : Bytes.read(config.toPath(), CONFIG_LIMIT);
        Optional<List<String>> names = all
                ? Optional.empty()
                : Optional.of(Arrays.asList(modules.strip().split("[\\s,]+")));
        return new BakedConfig(text, names, memdisk.attributes(timestamp));
    }
}
