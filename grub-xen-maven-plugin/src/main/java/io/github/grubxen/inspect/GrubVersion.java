package io.github.grubxen.inspect;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The GRUB release of an image's modules, where something in it tells. The kernel does not.
 *
 * @param version such as 2.06-13+deb12u2
 * @param from what told it
 */
public record GrubVersion(String version, String from) {
    private static final int LIMIT = 4 << 20;
    private static final int MEMORY_LIMIT_KIB = 64 << 10;

    /** The module normal greets with its release: the format, a zero, the release, a zero. */
    private static final Pattern GREETING = Pattern.compile("GNU GRUB  version %s\0([0-9][0-9A-Za-z.+~:_-]{0,80})\0");

    static @Nullable GrubVersion of(Platform platform, List<ModuleFile> embedded, @Nullable Bytes memdisk)
            throws BadInput {
        List<GrubVersion> found = new ArrayList<>();
        for (ModuleFile module : embedded) {
            if (module.name().equals("normal")) {
                addGreeting(found, module.content(), "module normal");
            }
        }
        if (memdisk != null) {
            String folder = "boot/grub/" + platform + "/";
            Memdisk.visit(memdisk, (entry, content) -> {
                if (entry.getName().equals(folder + "modinfo.sh")) {
                    found.add(
                            0,
                            new GrubVersion(
                                    ModInfo.read(plain(content)).packageVersion(), "modinfo.sh in the memdisk"));
                } else if (entry.getName().equals(folder + "normal.mod")) {
                    addGreeting(found, plain(content), "normal.mod in the memdisk");
                }
            });
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private static void addGreeting(List<GrubVersion> found, Bytes module, String from) {
        Matcher greeting = GREETING.matcher(module.latin1());
        if (greeting.find()) {
            found.add(new GrubVersion(greeting.group(1), from));
        }
    }

    /** A file of a memdisk as GRUB sees it: grub-mkstandalone can compress each with gzip or xz. */
    private static Bytes plain(Bytes content) throws IOException {
        if (content.has(0, "\u001f\u008b")) {
            try (InputStream in = new GzipCompressorInputStream(content.openStream())) {
                return Bytes.readAll(content.name(), in, LIMIT);
            }
        }
        if (content.has(0, "\u00fd7zXZ\0")) {
            try (InputStream in = new XZInputStream(content.openStream(), MEMORY_LIMIT_KIB)) {
                return Bytes.readAll(content.name(), in, LIMIT);
            }
        }
        return content;
    }
}
