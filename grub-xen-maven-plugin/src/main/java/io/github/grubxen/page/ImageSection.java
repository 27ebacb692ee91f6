// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import io.github.grubxen.format.ImageFile;
import io.github.grubxen.inspect.GrubVersion;
import io.github.grubxen.inspect.Inspection;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleLists;
import java.util.List;
import java.util.Locale;

/**
 * An image on the page.
 *
 * @param inspection what is known about it
 * @param groups what its bytes are for; empty if the page only lists the image
 */
record ImageSection(Inspection inspection, List<ImageBytes.Group> groups) {
    private static final String CAPTION = "Each part shows its name and size when you point at it.";

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 460;

    /** Height of a group's name in the treemap. */
    private static final double TITLE = 20;

    /** Width of a character in the treemap, at least. */
    private static final double CHARACTER = 7.2;

    /** Reads an image. */
    static ImageSection of(Bytes file, ModuleLists lists, boolean mapped) throws BadInput {
        return new ImageSection(
                Inspection.of(file), mapped ? ImageBytes.of(ImageFile.read(file).image(), lists) : List.of());
    }

    /** A table of all images. */
    static void writeOverview(Html html, List<ImageSection> images) {
        html.open("div", "class", "scroll").open("table").line();
        html.element("caption", "All images");
        html.open("thead").open("tr");
        html.element("th", "image", "scope", "col").element("th", "platform", "scope", "col");
        html.element("th", "guests", "scope", "col");
        html.element("th", "bytes", "scope", "col", "class", "number");
        html.element("th", "modules", "scope", "col", "class", "number");
        html.element("th", "GRUB", "scope", "col");
        html.close().close().line().open("tbody").line();
        for (int i = 0; i < images.size(); i++) {
            Inspection image = images.get(i).inspection;
            html.open("tr").open("th", "scope", "row");
            if (images.get(i).groups.isEmpty()) {
                html.text(image.file());
            } else {
                html.element("a", image.file(), "href", "#image-" + (i + 1));
            }
            html.close().element("td", image.platform()).element("td", image.guest());
            html.element("td", Long.toString(image.size()), "class", "number");
            html.element("td", Integer.toString(image.modules().size()), "class", "number");
            html.element("td", release(image)).close().line();
        }
        html.close().close().close().line();
    }

    private static String release(Inspection image) {
        GrubVersion grub = image.grub();
        return grub == null ? "unknown" : grub.version();
    }

    /** The treemap and the table of an image. */
    void writeTo(Html html, String id) {
        html.open("section", "id", id).line();
        html.element("h3", inspection.file());
        html.element(
                "p",
                inspection.platform() + " (" + inspection.guest() + " guests), " + bytes(inspection.size()) + ", GRUB "
                        + release(inspection) + ", " + inspection.modules().size() + " modules");
        writeMap(html, id);
        writeTable(html, id);
        html.close().line();
    }

    private void writeMap(Html html, String id) {
        html.open("figure", "class", "map").line();
        html.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + (int) WIDTH + " " + (int) HEIGHT,
                "role",
                "group",
                "aria-label",
                "What the bytes of " + inspection.file() + " are for; the table below has the same numbers");
        List<Treemap.Box> boxes =
                Treemap.of(groups.stream().map(ImageBytes.Group::size).toList(), new Treemap.Box(0, 0, WIDTH, HEIGHT));
        for (int i = 0; i < groups.size(); i++) {
            writeGroup(html.line(), groups.get(i), boxes.get(i), id);
        }
        html.line().close().line();
        html.element("figcaption", CAPTION, "aria-live", "polite").line();
        html.close().line();
    }

    private void writeGroup(Html html, ImageBytes.Group group, Treemap.Box box, String id) {
        String label = group.kind().words() + ": " + bytes(group.size()) + ", " + share(group.size());
        html.open(
                "a",
                "href",
                "#" + id + "-" + group.kind().style(),
                "class",
                group.kind().style());
        html.element("title", label);
        rectangle(html, box.inside(1, 0), "group");
        boolean titled = box.height() > 2 * TITLE && fits(group.kind().words(), box.width());
        Treemap.Box inside = box.inside(3, titled ? TITLE : 0);
        if (titled) {
            label(html, group.kind().words(), box.x() + 6, box.y() + TITLE - 4, "name");
        }
        List<Treemap.Box> boxes =
                Treemap.of(group.pieces().stream().map(ImageBytes.Piece::size).toList(), inside);
        for (int i = 0; i < boxes.size(); i++) {
            ImageBytes.Piece piece = group.pieces().get(i);
            Treemap.Box place = boxes.get(i);
            html.open("g", "tabindex", "-1").element("title", piece.name() + ": " + bytes(piece.size()));
            rectangle(html, place, "piece");
            if (place.height() > TITLE && fits(piece.name(), place.width())) {
                label(html, piece.name(), place.x() + 4, place.y() + TITLE - 5, "file");
            }
            html.close();
        }
        html.close();
    }

    private static void rectangle(Html html, Treemap.Box box, String style) {
        html.empty(
                "rect",
                "class",
                style,
                "x",
                number(box.x()),
                "y",
                number(box.y()),
                "width",
                number(box.width()),
                "height",
                number(box.height()));
    }

    private static void label(Html html, String text, double x, double y, String style) {
        html.element("text", text, "class", style, "x", number(x), "y", number(y));
    }

    private static boolean fits(String text, double width) {
        return text.length() * CHARACTER + 8 < width;
    }

    private void writeTable(Html html, String id) {
        html.open("div", "class", "scroll").open("table").line();
        html.element("caption", "The bytes of " + inspection.file());
        html.open("thead").open("tr");
        html.element("th", "what", "scope", "col").element("th", "pieces", "scope", "col");
        html.element("th", "bytes", "scope", "col", "class", "number");
        html.element("th", "share", "scope", "col", "class", "number");
        html.close().close().line().open("tbody").line();
        for (ImageBytes.Group group : groups) {
            String kind = group.kind().style();
            html.open("tr", "id", id + "-" + kind);
            html.open("th", "scope", "row");
            html.element("span", "", "class", "key " + kind)
                    .text(" " + group.kind().words());
            html.close();
            html.open("td").open("details");
            html.element("summary", Integer.toString(group.pieces().size()));
            html.open("ul", "class", "pieces");
            group.pieces().forEach(piece -> html.element("li", piece.name() + " " + piece.size()));
            html.close().close().close();
            html.element("td", Long.toString(group.size()), "class", "number");
            html.element("td", share(group.size()), "class", "number");
            html.close().line();
        }
        html.close().close().close().line();
    }

    private String share(long size) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * size / Math.max(1, inspection.size()));
    }

    static String bytes(long size) {
        return String.format(Locale.ROOT, "%,d bytes", size).replace(',', '\u202f');
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
