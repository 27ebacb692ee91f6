// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.io.Printable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A difference as text for a person. */
public final class DifferenceText {
    /** Maximum number of lines that are shown of a part. */
    private static final int MOST_LINES = 60;

    private final List<String> lines = new ArrayList<>();

    private DifferenceText() {}

    /**
     * The lines of the text. The last one is the summary. Control characters become {@code ?}, so that none reaches a terminal.
     */
    public static List<String> of(Difference difference) {
        DifferenceText text = new DifferenceText();
        text.lines.add(difference.former() + " -> " + difference.newer());
        difference.items().forEach(text::add);
        text.lines.add(difference.summary());
        return text.lines.stream().map(Printable::line).toList();
    }

    private void add(Item item) {
        String as = item.as() == null ? "" : ", as " + item.as();
        switch (item.state()) {
            case SAME -> {
                // the summary counts it
            }
            case ADDED -> lines.add(item.name() + ": only in the newer one" + size(item.newSize()) + as);
            case REMOVED -> lines.add(item.name() + ": only in the former one" + size(item.oldSize()) + as);
            case CHANGED -> lines.add(item.name() + ": changed" + sizes(item) + as);
        }
        item.parts().forEach(this::add);
        if (!item.same().isEmpty()) {
            lines.add("  the same: " + String.join(", ", item.same()));
        }
    }

    private void add(Part part) {
        lines.add("  " + part.name() + ": " + part.words());
        int shown =
                part.lines().size() > MOST_LINES ? MOST_LINES - 1 : part.lines().size();
        part.lines().subList(0, shown).forEach(line -> lines.add("    " + line.replace("\t", "    ")));
        if (shown < part.lines().size()) {
            lines.add("    and " + (part.lines().size() - shown) + " more lines, which the JSON form has");
        }
    }

    private static String size(@Nullable Long size) {
        return size == null ? "" : ", " + size + " bytes";
    }

    private static String sizes(Item item) {
        Long before = item.oldSize();
        Long after = item.newSize();
        return before == null || after == null ? "" : ", " + Words.sizes(before, after);
    }
}
