package io.github.grubxen.image;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses a config that would find a file of its own image's memdisk where it looks for one on the guest's disks: {@code
 * search} asks the memdisk first, and an image that finds its own config starts itself again and again.
 */
final class MemdiskTrap {
    private static final Pattern SEARCH = Pattern.compile("\\bsearch(?:\\.\\w+|_\\w+)?\\s");

    private MemdiskTrap() {}

    /**
     * Checks a config line by line.
     *
     * @param own path of a file that nothing but the image itself uses: refused wherever it is named without a device
     * @param files paths of files that a guest may have too: refused in a search
     * @throws BadInput when it finds one, or a zero byte, behind which GRUB would read nothing
     */
    static void check(Bytes config, Collection<String> own, Collection<String> files) throws BadInput {
        List<String> lines = config.utf8().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String where = config.name() + ":" + (i + 1);
            String line = lines.get(i);
            if (line.indexOf('\0') >= 0) {
                throw new BadInput(where, "a zero byte, behind which GRUB reads nothing", "Take it out.");
            }
            for (String path : own) {
                check(where, line, path, "Give the guest's file another name.");
            }
            if (SEARCH.matcher(line).find()) {
                for (String path : files) {
                    check(where, line, path, "Search for another file, or give the one in the image another name.");
                }
            }
        }
    }

    /** The path as a whole word without a device in front of it: what GRUB looks for on every disk. */
    private static void check(String where, String line, String path, String remedy) throws BadInput {
        if (Pattern.compile("(?<![\\w./)}-])/+" + Pattern.quote(path) + "(?![\\w./-])")
                .matcher(line)
                .find()) {
            throw new BadInput(
                    where, "a search for /" + path + " would find the one in the image's own memdisk", remedy);
        }
    }
}
