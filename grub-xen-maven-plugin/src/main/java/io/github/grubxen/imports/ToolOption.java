// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The options of the C tools in GRUB 2.06 to 2.14.
 *
 * <p>Source: the lists of options in grub-mkimage.c and install.h of GRUB 2.14.
 */
enum ToolOption {
    OUTPUT("o", true, "output"),
    FORMAT("O", true, "format"),
    DIRECTORY("d", true, "directory"),
    COMPRESSION("C", true, "compression core-compress"),
    PUBKEY("k", true, "pubkey"),
    SBAT("s", true, "sbat"),
    X509("x", true, "x509key"),
    SIGNATURE_SIZE("S", true, "appended-signature-size"),
    DTB("D", true, "dtb"),
    NOTE("n", false, "note"),
    VERBOSE("v", false, "verbose"),
    SHIM_LOCK("", false, "disable-shim-lock"),
    CLI("", false, "disable-cli"),
    PREFIX("p", true, "prefix"),
    MEMDISK("m", true, "memdisk"),
    CONFIG("c", true, "config"),
    MODULES("", true, "modules"),
    INSTALL_MODULES("", true, "install-modules"),
    THEMES("", true, "themes"),
    FONTS("", true, "fonts"),
    LOCALES("", true, "locales"),
    COMPRESS("", true, "compress"),
    OVERRIDE_DIRECTORY("", true, "override-directory"),
    LOCALE_DIRECTORY("", true, "locale-directory"),
    THEMES_DIRECTORY("", true, "themes-directory"),
    GRUB_MKIMAGE("", true, "grub-mkimage");

    private static final Set<ToolOption> OF_MKIMAGE = Set.of(PREFIX, MEMDISK, CONFIG, NOTE);
    private static final Set<ToolOption> OF_MKSTANDALONE = Set.of(
            MODULES,
            INSTALL_MODULES,
            THEMES,
            FONTS,
            LOCALES,
            COMPRESS,
            OVERRIDE_DIRECTORY,
            LOCALE_DIRECTORY,
            THEMES_DIRECTORY,
            GRUB_MKIMAGE);

    private final String letter;
    private final boolean argument;
    /** The long names, separated by blanks. */
    private final String names;

    ToolOption(String letter, boolean argument, String names) {
        this.letter = letter;
        this.argument = argument;
        this.names = names;
    }

    private List<String> names() {
        return List.of(names.split(" "));
    }

    /** Whether a value follows the option. */
    boolean hasArgument() {
        return argument;
    }

    private boolean isOf(Tool tool) {
        return !(tool == Tool.MKIMAGE ? OF_MKSTANDALONE : OF_MKIMAGE).contains(this);
    }

    /** The options of a tool with a letter: one or none. */
    static List<ToolOption> byLetter(Tool tool, String letter) {
        return Arrays.stream(values())
                .filter(option -> option.isOf(tool) && option.letter.equals(letter))
                .toList();
    }

    /** The options of a tool with a long name. An unambiguous beginning of a name is enough, as in getopt. */
    static List<ToolOption> byName(Tool tool, String name) {
        List<ToolOption> exact = Arrays.stream(values())
                .filter(option -> option.isOf(tool) && option.names().contains(name))
                .toList();
        return !exact.isEmpty()
                ? exact
                : Arrays.stream(values())
                        .filter(option -> option.isOf(tool))
                        .filter(option -> option.names().stream().anyMatch(each -> each.startsWith(name)))
                        .toList();
    }

    @Override
    public String toString() {
        return letter.isEmpty() ? "--" + names().get(0) : "-" + letter;
    }
}
