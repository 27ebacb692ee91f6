// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Translates a menu.lst of GRUB before version 1 as GRUB does. Leaves out commands that do not affect what starts.
 *
 * <p>Source: GRUB, grub-core/lib/legacy_parse.c and commands/legacycfg.c.
 */
final class LegacyConfig {
    private static final Pattern LINE = Pattern.compile("\\s*([^\\s=]+)[\\s=]*(.*)", Pattern.DOTALL);

    /** A device with a partition, counted from 0, and perhaps a partition of BSD in it. */
    private static final Pattern PARTITION = Pattern.compile("\\(([^,)]*),(\\d{1,4})(?:,([a-z]))?(.*)", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]+|0[0-7]*|[1-9]\\d*");

    private final StringBuilder script = new StringBuilder();
    private final StringBuilder menu = new StringBuilder();
    private String end = "";
    private boolean inEntry;

    private LegacyConfig() {}

    /** What GRUB makes of a text. */
    static String script(String text) {
        LegacyConfig config = new LegacyConfig();
        for (String line : text.split("\n", -1)) {
            Matcher words = LINE.matcher(line);
            if (words.matches() && !words.group(1).startsWith("#")) {
                config.line(words.group(1), words.group(2));
            }
        }
        config.closeEntry();
        return config.script.append(config.menu).append(config.end).toString();
    }

    private void closeEntry() {
        if (inEntry) {
            menu.append("true\n}\n"); // an entry must not be empty
        }
        inEntry = false;
    }

    private void line(String name, String rest) {
        if (name.equals("title")) {
            closeEntry();
            inEntry = true;
            menu.append("menuentry ").append(Quotes.single(rest.strip())).append(" {\n");
            return;
        }
        (inEntry ? menu : script).append(command(name, rest));
    }

    private String command(String name, String rest) {
        String all = rest.strip();
        String first = all.split("\\s+", 2)[0];
        return switch (name) {
            case "default" ->
                "set default=" + Quotes.single(all) + "; if [ x\"$default\" = xsaved ]; then load_env; "
                        + "set default=\"$saved_entry\"; fi\n";
            case "timeout" -> "set timeout=" + number(first) + "\n";
            case "fallback" -> "set fallback=" + Quotes.single(all) + "\n";
            case "root", "rootnoverify" -> first.isEmpty() ? "" : "set root=" + Quotes.single(adjusted(first)) + "\n";
            case "kernel" -> kernel(all);
            case "initrd", "module" -> "legacy_initrd" + file(all) + "\n";
            case "modulenounzip" -> "legacy_initrd_nounzip" + file(all) + "\n";
            case "uuid" -> "search --set=root --fs-uuid " + Quotes.single(all) + "\n";
            case "configfile" -> "legacy_configfile " + Quotes.single(adjusted(all)) + "\n";
            case "savedefault" -> "saved_entry=${chosen}; save_env saved_entry\n";
            case "lock" -> "if ! authenticate legacy; then return; fi\n";
            case "boot", "halt", "reboot" -> name + "\n";
            case "chainloader" -> "chainloader " + Quotes.single(adjusted(all)) + "\n";
            case "hiddenmenu" -> {
                end = "if [ -n \"$timeout\" ]; then timeout=0; else timeout=-1; fi\n";
                yield "";
            }
            default -> "";
        };
    }

    private static String kernel(String words) {
        StringBuilder options = new StringBuilder();
        String rest = words;
        while (rest.matches("(?s)--(type=(netbsd|freebsd|openbsd|linux|biglinux|multiboot)|no-mem-option)(\\s.*)?")) {
            String[] parts = rest.split("\\s+", 2);
            options.append(' ').append(parts[0]);
            rest = parts.length > 1 ? parts[1] : "";
        }
        return "legacy_kernel" + options + file(rest) + "\n";
    }

    /** The file as GRUB names it, and all words as they are written, the first one of which is the file again. */
    private static String file(String words) {
        List<String> all =
                new ArrayList<>(Pattern.compile("\\s+").splitAsStream(words).toList());
        all.removeIf(String::isEmpty);
        if (all.isEmpty()) {
            return " ''";
        }
        return " " + Quotes.single(adjusted(all.get(0)))
                + all.stream().map(word -> " " + Quotes.single(word)).collect(Collectors.joining());
    }

    /** With partitions counted from 1. */
    private static String adjusted(String name) {
        Matcher device = PARTITION.matcher(name);
        if (!device.matches()) {
            return name;
        }
        String inner = device.group(3) == null ? "" : "," + (device.group(3).charAt(0) - 'a' + 1);
        return "(" + device.group(1) + "," + (Integer.parseInt(device.group(2)) + 1) + inner + device.group(4);
    }

    private static String number(String word) {
        Matcher digits = NUMBER.matcher(word);
        return digits.lookingAt() ? digits.group() : "0";
    }
}
