// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import java.util.Optional;

/**
 * A file on a device.
 *
 * @param device name of the device without parentheses
 * @param path path with a slash before it
 */
public record FilePath(String device, String path) {
    /**
     * The file that a command names. Empty if it has no path, such as a list of blocks.
     *
     * @param root the variable root, the device of names without one
     */
    static Optional<FilePath> of(String name, String root) {
        String device = root;
        String path = name;
        if (name.startsWith("(")) {
            int end = name.indexOf(')');
            if (end < 0) {
                return Optional.empty();
            }
            device = name.substring(1, end);
            path = name.substring(end + 1);
        }
        return path.startsWith("/") ? Optional.of(new FilePath(device, path)) : Optional.empty();
    }

    /** The directory of the file, as GRUB writes it in config_directory. */
    String directory() {
        int slash = path.lastIndexOf('/');
        return "(" + device + ")" + path.substring(0, slash);
    }

    @Override
    public String toString() {
        return "(" + device + ")" + path;
    }
}
