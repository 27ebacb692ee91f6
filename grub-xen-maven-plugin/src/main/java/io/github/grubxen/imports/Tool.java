// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The C tools of GRUB that write images for Xen. */
enum Tool {
    /** grub-mkimage. */
    MKIMAGE("mkimage"),
    /** grub-mkstandalone. */
    MKSTANDALONE("mkstandalone");

    /** A text that can be a call of a tool. */
    static final Pattern MENTION = Pattern.compile("(?i)mk(?:image|standalone)");

    /** Programs that run the program after them. */
    private static final Set<String> WRAPPERS = Set.of("sudo", "env", "exec", "command", "nice", "time", "fakeroot");

    private final String suffix;

    Tool(String suffix) {
        this.suffix = suffix;
    }

    /** The tool that a program is, by its name: {@code grub-mkimage}, {@code /opt/bin/grub2-mkimage}. */
    static Optional<Tool> of(String program) {
        String name = program.substring(program.lastIndexOf('/') + 1);
        for (Tool tool : values()) {
            if (name.startsWith("grub") && name.endsWith(tool.suffix)) {
                return Optional.of(tool);
            }
        }
        return Optional.empty();
    }

    /** The number of words before the program that is run, such as {@code sudo} or {@code env NAME=value}. */
    static int wrappers(List<String> words) {
        int at = 0;
        while (at < words.size() && WRAPPERS.contains(words.get(at))) {
            at++;
            while (at < words.size() && words.get(at).matches("[A-Za-z_]\\w*=.*")) {
                at++;
            }
        }
        return at;
    }

    @Override
    public String toString() {
        return "grub-" + suffix;
    }
}
