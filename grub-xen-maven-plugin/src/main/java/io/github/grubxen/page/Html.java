// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import io.github.grubxen.io.Printable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes HTML with the syntax of XML. Elements are always closed, and every text and attribute is escaped.
 *
 * <p>Source: HTML Living Standard, sections 13.1 and 14.1; XML 1.0, section 2.2.
 */
final class Html {
    /** The characters that XML does not permit, and the line ends that an attribute would lose. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\x20-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]");

    /** The elements that HTML knows without an end, and those of SVG, which may have none. */
    private static final Set<String> WITHOUT_CONTENT = Set.of("meta", "rect");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element, with names and values of attributes by turns. */
    Html open(String element, String... attributes) {
        begin(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Closes the element that was opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element without content. */
    Html empty(String element, String... attributes) {
        if (!WITHOUT_CONTENT.contains(element)) {
            throw new IllegalArgumentException(element + " needs an end tag in HTML");
        }
        begin(element, attributes);
        out.append("/>");
        return this;
    }

    /** An element with a text. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** A text. */
    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** A line end between elements. */
    Html line() {
        out.append('\n');
        return this;
    }

    /** A style sheet or script of the plugin, which has no character that must be escaped. */
    Html verbatim(String text) {
        if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0) {
            throw new IllegalArgumentException("must be escaped: " + text);
        }
        out.append(text);
        return this;
    }

    /** The page, complete. */
    String page() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return "<!DOCTYPE html>\n" + out + "\n";
    }

    /** A text with its special characters escaped, and with {@code ?} for control and invisible characters. */
    static String escaped(String text) {
        return NOT_XML.matcher(Printable.text(text))
                .replaceAll("?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void begin(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(attribute(attributes[i + 1]))
                    .append('"');
        }
    }

    private static String attribute(String value) {
        return escaped(value).replace("\n", "&#10;").replace("\t", "&#9;");
    }
}
