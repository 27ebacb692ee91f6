// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables of the page guests.md. */
final class GuestTable {
    /** The beginning of the head of the table of published images. */
    static final String IMAGES = "| guest | type | Debian's";

    /** The beginning of the head of the table of the lab's cases. */
    static final String CASES = "| guest | type | GRUB | what happens | shown by |";

    private static final Path PAGE = Path.of("src/site/markdown/guests.md");

    private GuestTable() {}

    /**
     * A cell of the table of published images.
     *
     * @param guest the guest of its row
     * @param platform the platform of its row
     * @param image the image of its column
     * @param text what the guest reaches, or a part of its console in code font
     */
    record Cell(DistributionGuest guest, Platform platform, TableImage image, String text) {
        /** Whether the guest reaches what it should. */
        boolean boots() {
            return text.equals(guest.reached());
        }

        /** What the console shows where the guest does not. */
        String words() {
            return text.replaceAll("^`|`$", "");
        }

        /** A name for its case. */
        String name() {
            String type = platform.isPvh() ? "pvh" : "pv";
            return (guest + "-" + type + "-" + image).toLowerCase(Locale.ROOT);
        }
    }

    /** The cells of the table of published images. */
    static List<Cell> cells() throws IOException {
        List<Cell> cells = new ArrayList<>();
        List<String> lines = lines(IMAGES);
        List<String> head = columns(lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            List<String> columns = columns(line);
            for (int at = 2; at < head.size(); at++) {
                cells.add(new Cell(
                        DistributionGuest.of(columns.get(0)),
                        columns.get(1).equals("PVH") ? Platform.I386_XEN_PVH : Platform.X86_64_XEN,
                        TableImage.of(head.get(at)),
                        columns.get(at)));
            }
        }
        return cells;
    }

    /** The lines of a table: its head and its rows. */
    static List<String> lines(String head) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith(head))
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("|---"))
                .toList();
    }

    private static List<String> columns(String line) {
        return Arrays.stream(line.replaceAll("^\\|| *\\|$", "").split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
