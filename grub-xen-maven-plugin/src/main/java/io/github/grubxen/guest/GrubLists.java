// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.platform.Platform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The names of GRUB's modules and commands, which an image itself does not contain: those of Debian's GRUB 2.06, 2.12 and 2.14
 * together.
 *
 * @param modules names of all modules
 * @param commands the module of each command
 */
record GrubLists(List<String> modules, Map<String, String> commands) {
    private static final GrubLists PV = read("xen");
    private static final GrubLists PVH = read("xen_pvh");

    /** The lists for a platform. */
    static GrubLists of(Platform platform) {
        return platform.isPvh() ? PVH : PV;
    }

    /** The commands of an image's GRUB. A patched one has the module blsuki, which no GRUB of Debian's has on Xen. */
    static Map<String, String> commands(GuestImage image) {
        Map<String, String> commands = new HashMap<>(of(image.platform()).commands());
        if (image.module("blsuki").isPresent()) {
            commands.put("blscfg", "blsuki");
        }
        return commands;
    }

    private static GrubLists read(String kind) {
        Map<String, String> commands = new HashMap<>();
        for (String line : lines("commands-" + kind + ".lst")) {
            int colon = line.indexOf(": ");
            commands.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return new GrubLists(lines("modules-" + kind + ".lst"), Map.copyOf(commands));
    }

    private static List<String> lines(String resource) {
        try (InputStream in = GrubLists.class.getResourceAsStream(resource);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
