// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.ControlFlowGraph;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Word;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place in a config that looks for a file on the guest's disks, but would find a file in its own image's memdisk.
 * {@code search} examines the memdisk first, and an image that finds its own config starts itself in an endless loop.
 *
 * @param position the place
 * @param path the file, with a slash before it
 * @param own whether only the image itself uses this file
 */
public record MemdiskTrap(Position position, String path, boolean own) {
    /** The name of the rule that finds memdisk traps. */
    public static final String RULE = "memdisk-trap";

    private static final Pattern SEARCH = Pattern.compile("search([._]\\w+)?");

    /**
     * All memdisk traps in a config.
     *
     * @param own path of a file that only the image itself uses; any use of it without a device is a trap
     * @param files paths of files that a guest may have too; a search for one of them is a trap
     */
    public static List<MemdiskTrap> in(ControlFlowGraph run, Collection<String> own, Collection<String> files) {
        Set<MemdiskTrap> traps = new LinkedHashSet<>();
        for (Node node : run.nodes()) {
            boolean search = SEARCH.matcher(node.name()).matches();
            for (Argument argument : node.words()) {
                Position position = argument.word().position();
                for (Word word : argument.possible()) {
                    own.stream()
                            .filter(path -> names(word, path))
                            .forEach(path -> traps.add(new MemdiskTrap(position, "/" + path, true)));
                    files.stream()
                            .filter(path ->
                                    search && path.equals(path(word.shown().replaceFirst("^--\\w+=", ""))))
                            .forEach(path -> traps.add(new MemdiskTrap(position, "/" + path, false)));
                }
            }
        }
        return List.copyOf(traps);
    }

    /** A path in the form in which GRUB looks it up: without a slash at its start, and with single slashes in it. */
    public static String path(String text) {
        return text.replaceAll("/+", "/").replaceFirst("^/", "");
    }

    /** The remedy. */
    public String remedy() {
        return own
                ? "Give the guest's file another name."
                : "Search for another file, or give the one in the image another name.";
    }

    /** The problem. */
    public String problem() {
        return "a search for " + path + " would find the file in the image's own memdisk";
    }

    /** The problem as a finding of this rule. */
    public Diagnostic diagnostic(String file) {
        return new Diagnostic(position.in(file), RULE, Diagnostic.Severity.ERROR, problem(), remedy());
    }

    /**
     * Refuses a config with a memdisk trap.
     *
     * @throws BadInput if the config has a trap, a syntax error, or a zero byte, after which GRUB would read nothing
     */
    public static void check(GrubConfig config, Collection<String> own, Collection<String> files) throws BadInput {
        String text = config.text().latin1();
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            throw new BadInput(
                    FilledConfig.position(text, zero).in(config.text().name()),
                    "a zero byte, after which GRUB reads nothing",
                    "Take it out.");
        }
        for (MemdiskTrap trap : in(config.runAnywhere(), own, files)) {
            throw new BadInput(trap.diagnostic(config.text().name()));
        }
    }

    /** Whether a word contains the path without a device. GRUB looks for such a path on every disk. */
    private static boolean names(Word word, String path) {
        return word.shown().contains("/" + path)
                && Pattern.compile("(?<![\\w./)}-])/+" + Pattern.quote(path) + "(?![\\w./-])")
                        .matcher(word.shown())
                        .find();
    }
}
