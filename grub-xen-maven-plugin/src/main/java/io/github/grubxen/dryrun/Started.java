// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Place;
import java.util.List;

/**
 * What GRUB starts.
 *
 * @param command the command that loaded it, such as {@code linux} or {@code multiboot}
 * @param place the command's place in its config
 * @param file the file that it loads
 * @param arguments the arguments after the file: for Linux, the kernel command line
 * @param initrds the files that the command initrd loads
 * @param entries titles of the menu entries on the way to it, the outermost first
 */
public record Started(
        String command,
        Place.Line place,
        FilePath file,
        List<String> arguments,
        List<FilePath> initrds,
        List<String> entries) {
    /** Copies the lists. */
    public Started {
        arguments = List.copyOf(arguments);
        initrds = List.copyOf(initrds);
        entries = List.copyOf(entries);
    }

    Started with(List<FilePath> further) {
        return new Started(command, place, file, arguments, further, entries);
    }
}
