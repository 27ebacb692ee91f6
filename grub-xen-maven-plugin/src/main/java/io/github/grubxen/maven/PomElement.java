// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An element of a POM that is written.
 *
 * @param name its name, with attributes
 * @param text its text; empty if it has children
 * @param children the elements in it
 */
record PomElement(String name, String text, List<PomElement> children) {
    private static final String INDENT = "  ";

    /** An element with a text, in which Maven must not replace anything. */
    static PomElement literal(String name, String text) throws BadInput {
        if (text.contains("${") || text.chars().anyMatch(c -> c < ' ') || !text.equals(text.strip())) {
            throw new BadInput(
                    "<" + name + ">",
                    "'" + text + "' cannot be written into a POM as it is",
                    "Give it a name without blanks at its ends, control characters and ${.");
        }
        return new PomElement(name, text, List.of());
    }

    /** An element with an expression that Maven replaces. */
    static PomElement expression(String name, String text) {
        return new PomElement(name, text, List.of());
    }

    static PomElement of(String name, PomElement... children) {
        return new PomElement(name, "", new ArrayList<>(Arrays.asList(children)));
    }

    /** An element with a child for each text. */
    static PomElement list(String name, String child, List<String> texts) throws BadInput {
        PomElement list = of(name);
        for (String text : texts) {
            list.children.add(literal(child, text));
        }
        return list;
    }

    PomElement add(PomElement child) {
        children.add(child);
        return this;
    }

    /** The element as XML, with a line for each element without children. */
    String toXml(String indent) {
        String end = "</" + name.replaceFirst(" .*", "") + ">\n";
        if (children.isEmpty()) {
            return indent + "<" + name + ">" + escaped(text) + end;
        }
        StringBuilder xml = new StringBuilder(indent + "<" + name + ">\n");
        children.forEach(child -> xml.append(child.toXml(indent + INDENT)));
        return xml.append(indent).append(end).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
