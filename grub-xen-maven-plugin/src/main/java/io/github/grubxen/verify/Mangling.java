// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;

/** Guesses the step on the way into the package that made an image unusable. */
final class Mangling {
    /** Number of occurrences from which on a rare pattern is not a coincidence. */
    private static final int MANY = 16;

    private Mangling() {}

    /** The probable cause of the damage; empty if it is unknown. */
    static String cause(Bytes file) {
        int lineFeeds = 0;
        int bare = 0;
        int replaced = 0;
        byte[] bytes = file.toArray();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lineFeeds++;
                bare += i == 0 || bytes[i - 1] != '\r' ? 1 : 0;
            } else if (i >= 2
                    && bytes[i - 2] == (byte) 0xef
                    && bytes[i - 1] == (byte) 0xbf
                    && bytes[i] == (byte) 0xbd) {
                replaced++;
            }
        }
        if (replaced >= MANY) {
            return "a text filter changed it (" + replaced + " replacement characters)";
        }
        if (lineFeeds >= MANY && bare == 0) {
            return "a copy in text mode made each of its line feeds a carriage return and a line feed";
        }
        return rewritten(file);
    }

    private static String rewritten(Bytes file) {
        try {
            ElfFile elf = ElfFile.read(file);
            if (elf.section(".shstrtab").isPresent()) {
                return "strip or objcopy wrote it anew";
            }
            if (elf.sections().isEmpty()) {
                return "its section headers were stripped";
            }
            elf.content(elf.sections().get(elf.sections().size() - 1));
            return "";
        } catch (BadInput e) {
            return file.has(0, "\u007fELF") ? "it is cut off, or damaged" : "";
        }
    }
}
