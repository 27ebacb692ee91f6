// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Commands for graphics, which the console of a Xen guest does not have. */
final class NoScreen {
    private NoScreen() {}

    private static final Set<String> COMMANDS =
            Set.of("background_image", "background_color", "videoinfo", "vbeinfo", "gfxpayload");

    /** Commands that choose a terminal: {@code terminal} before GRUB 1.97, which update-grub also wrote until 2012. */
    private static final Set<String> TERMINALS = Set.of("terminal_output", "terminal");

    private static final Pattern MODULES = Pattern.compile(
            "all_video|gfxterm(_.*)?|gfxmenu|vbe|vga|vga_text|efi_[gu].*|ieee1275_fb|video(_.*)?|sm712|cirrus|bochs.*|png|jpeg|tga");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            String name = node.name();
            Optional<String> graphics = node.arguments().stream()
                    .flatMap(Argument::literals)
                    .filter(NoScreen::needsOne)
                    .findFirst();
            boolean asked = (name.equals("insmod") || TERMINALS.contains(name)) && graphics.isPresent();
            if (asked || COMMANDS.contains(name)) {
                findings.add(new Finding(
                        node.position(),
                        "'" + name + graphics.map(module -> " " + module).orElse("")
                                + "' needs a screen, and a Xen guest has none while GRUB runs",
                        "Remove it: GRUB uses the guest's console by itself."));
            }
        }
        return findings;
    }

    /**
     * {@code terminal gfxterm}. If GRUB does not have this command, it fails without harm, and only this rule reports
     * it.
     */
    static boolean isOldTerminal(Node node) {
        return node.name().equals("terminal")
                && node.arguments().stream().flatMap(Argument::literals).anyMatch(NoScreen::needsOne);
    }

    static boolean needsOne(String module) {
        return MODULES.matcher(module).matches();
    }
}
