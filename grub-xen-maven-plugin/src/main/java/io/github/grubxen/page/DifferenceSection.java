// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import io.github.grubxen.difference.Difference;
import io.github.grubxen.difference.Item;
import io.github.grubxen.difference.Part;
import java.util.Locale;

/**
 * The difference to a former build, on the page.
 *
 * @param difference the difference
 */
record DifferenceSection(Difference difference) {
    /** Maximum number of lines that are shown of a part. */
    private static final int MOST_LINES = 200;

    void writeTo(Html html) {
        html.open("p").element("strong", difference.summary()).close().line();
        for (Item item : difference.items()) {
            if (item.state() != Item.State.SAME) {
                write(html, item);
            }
        }
    }

    private static void write(Html html, Item item) {
        html.open("section").line().element("h3", item.name());
        String as = item.as() == null ? "" : ", as " + item.as();
        html.element("p", item.state().name().toLowerCase(Locale.ROOT) + as).line();
        if (!item.parts().isEmpty()) {
            html.open("dl").line();
            item.parts().forEach(part -> write(html, part));
            html.close().line();
        }
        if (!item.same().isEmpty()) {
            html.element("p", "The same: " + String.join(", ", item.same()), "class", "faint");
        }
        html.close().line();
    }

    private static void write(Html html, Part part) {
        html.element("dt", part.name()).open("dd").text(part.words());
        int shown = Math.min(part.lines().size(), MOST_LINES);
        if (shown > 0) {
            html.open("pre", "class", "lines", "tabindex", "0");
            for (String line : part.lines().subList(0, shown)) {
                boolean signed = line.startsWith("+") || line.startsWith("-");
                if (signed) {
                    html.element(line.startsWith("+") ? "ins" : "del", line).line();
                } else {
                    html.text(line).line();
                }
            }
            html.close();
        }
        if (shown < part.lines().size()) {
            html.element("p", "and " + (part.lines().size() - shown) + " more lines", "class", "faint");
        }
        html.close().line();
    }
}
