// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates a config of syslinux as GRUB does. With a timeout, it becomes a menu. Without one, it becomes the commands of the
 * default entry, which load the kernel but do not start it.
 *
 * <p>Source: GRUB, grub-core/lib/syslinux_parse.c.
 */
final class SyslinuxConfig {
    /** The largest file that is read, in bytes. */
    private static final long LARGEST_FILE = 1 << 20;

    /** The most files that include each other. */
    private static final int MOST_FILES = 20;

    /** The most lines of all files. */
    private static final int MOST_LINES = 100_000;

    private static final Pattern LINE = Pattern.compile("(\\S+)\\s*(.*)");

    /** Names of files that are not a kernel for the command linux. */
    private static final Pattern OTHER = Pattern.compile("(?i).*\\.(0|bin|bs|bss|c32|cbt|com|img)");

    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,7}|0[0-7]{0,9}|[1-9][0-9]{0,8}");

    private static final class Entry {
        private final String label;
        private String title;
        private Optional<String> kernel = Optional.empty();
        private Optional<String> other = Optional.empty();
        private Optional<Long> localboot = Optional.empty();
        private String append = "";
        private final List<String> initrds = new ArrayList<>();

        /** Adds a file. GRUB forgets all but the first and the last one. */
        private void initrd(String name) {
            if (initrds.size() > 1) {
                initrds.remove(1);
            }
            initrds.add(name);
        }

        Entry(String label) {
            this.label = label;
            title = label;
        }
    }

    private final Run run;
    private final String root;
    private final String directory;
    private final List<Entry> entries = new ArrayList<>();
    private Optional<String> byDefault = Optional.empty();
    private long timeout;
    private int files;
    private int lines;
    private String failure = "";

    /**
     * A config to be read.
     *
     * @param root the directory of paths with a slash before them
     * @param directory the directory of others
     */
    SyslinuxConfig(Run run, String root, String directory) {
        this.run = run;
        this.root = root;
        this.directory = directory;
    }

    /** What GRUB makes of it; empty if it fails, see {@link #failure}. */
    Optional<String> script(String file) throws IOException {
        if (!read(file)) {
            failure = failure.isEmpty() ? "file `" + file.replaceFirst("^\\([^)]*\\)", "") + "' not found." : failure;
            return Optional.empty();
        }
        StringBuilder script = new StringBuilder();
        if (timeout == 0 && byDefault.isPresent()) {
            for (int i = entries.size() - 1; i >= 0; i--) { // GRUB takes all of this label, the last one first
                if (entries.get(i).label.equalsIgnoreCase(byDefault.get())) {
                    script.append(commands(entries.get(i)));
                }
            }
        } else if (!entries.isEmpty()) {
            script.append("set timeout=").append((timeout + 9) / 10).append('\n');
            byDefault.ifPresent(label ->
                    script.append("default=").append(Quotes.single(label)).append('\n'));
            for (Entry entry : entries) {
                script.append("menuentry ")
                        .append(Quotes.single(entry.title))
                        .append(" --id ")
                        .append(Quotes.single(entry.label))
                        .append(" {\n")
                        .append(commands(entry))
                        .append("}\n");
            }
        }
        return Optional.of(script.toString());
    }

    /** GRUB's message if the config could not be read. */
    String failure() {
        return failure;
    }

    private boolean read(String name) throws IOException {
        Optional<Bytes> text = ++files > MOST_FILES ? Optional.empty() : run.read(name, LARGEST_FILE);
        if (text.isEmpty()) {
            return false;
        }
        boolean help = false;
        for (String whole : text.get().utf8().split("\n", -1)) {
            Matcher line = LINE.matcher(whole.strip());
            if (!line.matches() || whole.strip().startsWith("#")) {
                continue;
            }
            if (help || whole.strip().matches("(?i)text\\s+help\\b.*")) {
                help = !whole.strip().equalsIgnoreCase("endtext");
            } else if (++lines > MOST_LINES || !line(line.group(1).toLowerCase(Locale.ROOT), line.group(2))) {
                return false;
            }
        }
        return true;
    }

    private boolean line(String keyword, String value) throws IOException {
        if (keyword.equals("menu")) {
            Matcher words = LINE.matcher(value);
            return !words.matches() || menu(words.group(1).toLowerCase(Locale.ROOT), words.group(2));
        }
        switch (keyword) {
            case "include" -> read(file(value)); // GRUB goes on without a file that is missing
            case "label" -> entries.add(new Entry(value));
            case "default" -> byDefault = Optional.of(value);
            case "timeout" -> timeout = number(value);
            case "kernel", "linux", "boot", "bss", "pxe", "fdimage", "comboot", "com32", "config", "localboot" -> {
                return entry(entry -> {
                    boolean linux = keyword.equals("linux")
                            || (keyword.equals("kernel")
                                    && !OTHER.matcher(value).matches());
                    entry.kernel = linux ? Optional.of(value) : Optional.empty();
                    entry.other = linux ? Optional.empty() : Optional.of(keyword + " " + value);
                    entry.localboot = keyword.equals("localboot") ? Optional.of(number(value)) : Optional.empty();
                });
            }
            case "append" -> {
                return entry(entry -> entry.append = value);
            }
            case "initrd" -> {
                return entry(entry -> commaSeparated(value).forEach(entry::initrd));
            }
            default -> {} // GRUB does not know it, or does not need it
        }
        return failure.isEmpty();
    }

    private boolean menu(String keyword, String value) throws IOException {
        if (keyword.equals("include")) {
            read(file(value));
        } else if (keyword.equals("label")) {
            return entry(entry -> entry.title = value.replaceAll("\\^(?=.)", ""));
        } else if (keyword.equals("default")) {
            return entry(entry -> {}); // GRUB starts the first entry nevertheless
        }
        return failure.isEmpty();
    }

    private boolean entry(Consumer<Entry> change) {
        if (entries.isEmpty()) {
            failure = "kernel without label.";
            return false;
        }
        change.accept(entries.get(entries.size() - 1));
        return true;
    }

    private String commands(Entry entry) {
        if (entry.localboot.isPresent()) {
            return localboot(entry.localboot.get());
        }
        if (entry.kernel.isEmpty()) {
            run.assume("The entry '" + entry.label + "' of a syslinux config (" + entry.other.orElse("without a kernel")
                    + ") was taken to start nothing.");
            return "true\n";
        }
        List<String> initrds = new ArrayList<>();
        Matcher appended = Pattern.compile("(?i)(?:^|\\s)initrd=(\\S+)").matcher(entry.append);
        if (appended.find()) {
            initrds.add(appended.group(1));
        }
        initrds.addAll(entry.initrds);
        StringBuilder text = new StringBuilder("linux ")
                .append(Quotes.single(file(entry.kernel.get())))
                .append(' ')
                .append(entry.append)
                .append('\n');
        if (!initrds.isEmpty()) {
            text.append("initrd");
            initrds.forEach(initrd -> text.append(' ').append(Quotes.single(file(initrd))));
            text.append('\n');
        }
        return text.toString();
    }

    /** A disk by its number in a PC's firmware. */
    private static String localboot(long disk) {
        if (disk <= 2 || (disk >= 0x80 && disk < 0x8a)) {
            return "root=" + (disk <= 2 ? "fd" + disk : "hd" + (disk - 0x80)) + "\nchainloader +1\n";
        }
        return "true\n";
    }

    private String file(String name) {
        return ((name.startsWith("/") ? root : directory) + "/" + name).replaceAll("/{2,}", "/");
    }

    private static List<String> commaSeparated(String value) {
        return Pattern.compile(",+")
                .splitAsStream(value)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** A number as C reads it. */
    private static long number(String value) {
        Matcher digits = NUMBER.matcher(value);
        return digits.lookingAt() ? Long.decode(digits.group()) : 0;
    }
}
