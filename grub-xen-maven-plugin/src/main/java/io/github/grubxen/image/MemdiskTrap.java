package io.github.grubxen.image;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A place in a config that would find a file of its own image's memdisk where it looks for one on the guest's disks: {@code
 * search} asks the memdisk first, and an image that finds its own config starts itself again and again.
 *
 * @param position the place
 * @param path the file, with a slash before it
 * @param own whether it is a file that nothing but the image itself uses
 */
public record MemdiskTrap(Position position, String path, boolean own) {
    private static final Pattern SEARCH = Pattern.compile("search([._]\\w+)?");

    /**
     * All of them in a config.
     *
     * @param own path of a file that nothing but the image itself uses: a trap wherever it is named without a device
     * @param files paths of files that a guest may have too: a trap in a search
     */
    public static List<MemdiskTrap> in(Script script, Collection<String> own, Collection<String> files) {
        List<MemdiskTrap> traps = new ArrayList<>();
        script.forEach(node -> {
            if (node instanceof Node.Command command) {
                boolean search = command.name()
                        .map(name -> SEARCH.matcher(name).matches())
                        .orElse(false);
                add(traps, command.words(), own, search ? files : List.of());
            } else if (node instanceof Node.For loop) {
                add(traps, loop.words(), own, List.of());
            }
        });
        return traps;
    }

    /** What to do about it. */
    public String remedy() {
        return own
                ? "Give the guest's file another name."
                : "Search for another file, or give the one in the image another name.";
    }

    /** What is wrong. */
    public String problem() {
        return "a search for " + path + " would find the one in the image's own memdisk";
    }

    /**
     * Refuses a config with one of them.
     *
     * @throws BadInput when it finds one, a syntax error, or a zero byte, behind which GRUB would read nothing
     */
    static void check(Bytes config, Collection<String> own, Collection<String> files) throws BadInput {
        String text = config.latin1();
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            long line = text.substring(0, zero).lines().count() + (text.startsWith("\n", zero - 1) ? 1 : 0);
            throw new BadInput(
                    config.name() + ":" + Math.max(1, line),
                    "a zero byte, behind which GRUB reads nothing",
                    "Take it out.");
        }
        for (MemdiskTrap trap : in(Script.parse(config), own, files)) {
            throw new BadInput(config.name() + ":" + trap.position(), trap.problem(), trap.remedy());
        }
    }

    private static void add(
            List<MemdiskTrap> traps, List<Word> words, Collection<String> own, Collection<String> files) {
        for (Word word : words) {
            own.stream().filter(path -> names(word, path)).forEach(path -> traps.add(of(word, path, true)));
            files.stream().filter(path -> names(word, path)).forEach(path -> traps.add(of(word, path, false)));
        }
    }

    private static MemdiskTrap of(Word word, String path, boolean own) {
        return new MemdiskTrap(word.position(), "/" + path, own);
    }

    /** Whether a word has the path without a device in front of it: what GRUB looks for on every disk. */
    private static boolean names(Word word, String path) {
        return word.shown().contains("/" + path)
                && Pattern.compile("(?<![\\w./)}-])/+" + Pattern.quote(path) + "(?![\\w./-])")
                        .matcher(word.shown())
                        .find();
    }
}
