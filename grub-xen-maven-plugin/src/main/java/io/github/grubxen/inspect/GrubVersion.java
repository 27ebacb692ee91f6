// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import io.github.grubxen.format.MemdiskArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The GRUB release of an image's modules, if a module or the memdisk contains it. The kernel does not contain it.
 *
 * @param version such as 2.06-13+deb12u2
 * @param from where it was found
 */
public record GrubVersion(String version, String from) {
    /** The greeting in the module normal: the format string, a zero, the release, a zero. */
    private static final Pattern GREETING = Pattern.compile("GNU GRUB  version %s\0([0-9][0-9A-Za-z.+~:_-]{0,80})\0");

    /** Releases from 2.14 on. */
    private static final Pattern SINCE_2_14 = Pattern.compile("([3-9]|[1-9][0-9])\\..*|2\\.(1[4-9]|[2-9][0-9]).*");

    static @Nullable GrubVersion of(Platform platform, List<ModuleFile> embedded, @Nullable Bytes memdisk)
            throws BadInput {
        List<GrubVersion> found = new ArrayList<>();
        for (ModuleFile module : embedded) {
            if (module.name().equals("normal")) {
                addGreeting(found, module.content(), "module normal");
            }
        }
        if (memdisk != null) {
            String directory = "boot/grub/" + platform + "/";
            MemdiskArchive.<BadInput>visit(memdisk, (entry, content) -> {
                if (entry.getName().equals(directory + "modinfo.sh")) {
                    addModinfo(found, content);
                } else if (entry.getName().equals(directory + "normal.mod")) {
                    addNormal(found, content);
                }
            });
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** Whether this release numbers the objects of an image as 2.14 does. */
    boolean isSince214() {
        return SINCE_2_14.matcher(version).matches();
    }

    private static void addModinfo(List<GrubVersion> found, Bytes file) {
        try {
            String version = ModInfo.read(MemdiskArchive.decompressed(file)).packageVersion();
            found.add(0, new GrubVersion(version, "modinfo.sh in the memdisk"));
        } catch (BadInput e) {
            // compressed with lzo, or damaged: ignored like a missing file
        }
    }

    private static void addNormal(List<GrubVersion> found, Bytes file) {
        try {
            addGreeting(found, MemdiskArchive.decompressed(file), "normal.mod in the memdisk");
        } catch (BadInput e) {
            // likewise
        }
    }

    private static void addGreeting(List<GrubVersion> found, Bytes module, String from) {
        Matcher greeting = GREETING.matcher(module.latin1());
        if (greeting.find()) {
            found.add(new GrubVersion(greeting.group(1), from));
        }
    }
}
