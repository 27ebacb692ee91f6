// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.InstalledPaths;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.archive.TarMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A package on the page.
 *
 * @param fileName the name of its file
 * @param size size of the file in bytes
 * @param control the fields of its control file
 * @param controlFiles the names of the other files of its control data
 * @param entries its payload without directories, in the order of the archive
 */
record PackageSection(
        String fileName, long size, ControlParagraph control, List<String> controlFiles, List<TarMember> entries) {
    /** Maximum number of files that are listed. */
    private static final int MOST_FILES = 2000;

    /** Copies the lists. */
    PackageSection {
        controlFiles = List.copyOf(controlFiles);
        entries = List.copyOf(entries);
    }

    static PackageSection of(Path file) throws IOException {
        DebArchive deb = new DebArchive(file);
        List<String> controlFiles = new ArrayList<>();
        deb.visitControl((member, content) -> {
            String name = InstalledPaths.plain(member.name());
            if (member.isFile() && !name.equals("control")) {
                controlFiles.add(name);
            }
        });
        List<TarMember> entries = new ArrayList<>();
        PackageTree limits = new PackageTree();
        deb.visitData((member, content) -> {
            limits.admit(file.toString(), member);
            if (!member.isDirectory()) {
                entries.add(member);
            }
        });
        return new PackageSection(
                String.valueOf(file.getFileName()), Files.size(file), deb.control(), controlFiles, entries);
    }

    void writeTo(Html html, String id) {
        html.open("section", "id", id).line().element("h3", fileName);
        html.element("p", ImageSection.bytes(size) + ", " + entries.size() + " files and links")
                .line();
        html.open("div", "class", "scroll").open("table").element("caption", "Control fields");
        html.open("tbody").line();
        control.fields()
                .forEach((name, value) -> html.open("tr")
                        .element("th", name, "scope", "row")
                        .element("td", value, "class", "text")
                        .close()
                        .line());
        html.close().close().close().line();
        if (!controlFiles.isEmpty()) {
            html.element("p", "Control files: " + String.join(", ", controlFiles))
                    .line();
        }
        writeFiles(html);
        html.close().line();
    }

    private void writeFiles(Html html) {
        html.open("details").element("summary", "Files of " + fileName).line();
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        html.element("th", "mode", "scope", "col").element("th", "owner", "scope", "col");
        html.element("th", "bytes", "scope", "col", "class", "number").element("th", "path", "scope", "col");
        html.close().close().line().open("tbody").line();
        for (TarMember entry : entries.subList(0, Math.min(entries.size(), MOST_FILES))) {
            html.open("tr")
                    .element(
                            "td",
                            String.format(
                                    Locale.ROOT, "%04o", entry.attributes().mode()));
            html.element(
                    "td", entry.attributes().owner() + "/" + entry.attributes().group());
            html.element("td", Long.toString(entry.size()), "class", "number");
            String link = entry.link().isEmpty() ? "" : (entry.isSymbolicLink() ? " → " : " = ") + entry.link();
            html.element("td", "/" + InstalledPaths.plain(entry.name()) + link)
                    .close()
                    .line();
        }
        html.close().close().close();
        if (entries.size() > MOST_FILES) {
            html.element("p", "The other " + (entries.size() - MOST_FILES) + " files are not listed.");
        }
        html.close().line();
    }
}
