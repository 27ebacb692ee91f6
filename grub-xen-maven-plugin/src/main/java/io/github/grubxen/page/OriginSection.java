// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import java.util.ArrayList;
import java.util.List;

/** The origin of a build and the digests of its files, on the page. */
final class OriginSection {
    private final List<Fact> facts = new ArrayList<>();
    private final List<Made> files = new ArrayList<>();

    /** A fact with its name. */
    private record Fact(String name, String value) {}

    /** A file of the build. The remark says whether a second build gives the same bytes. */
    private record Made(String name, long size, String sha256, String again) {}

    void addFact(String name, String value) {
        facts.add(new Fact(name, value));
    }

    void addFile(String name, long size, String sha256, String again) {
        files.add(new Made(name, size, sha256, again));
    }

    boolean isEmpty() {
        return facts.isEmpty() && files.isEmpty();
    }

    void writeTo(Html html) {
        html.open("div", "class", "scroll").open("table").element("caption", "Inputs");
        html.open("tbody").line();
        for (Fact fact : facts) {
            html.open("tr").element("th", fact.name(), "scope", "row");
            html.element("td", fact.value(), "class", "text").close().line();
        }
        html.close().close().close().line();
        if (files.isEmpty()) {
            return;
        }
        html.open("div", "class", "scroll").open("table").element("caption", "Files of the build");
        html.open("thead").open("tr").element("th", "file", "scope", "col");
        html.element("th", "bytes", "scope", "col", "class", "number");
        html.element("th", "second build", "scope", "col").element("th", "SHA-256", "scope", "col");
        html.close().close().line().open("tbody").line();
        for (Made file : files) {
            html.open("tr").element("th", file.name(), "scope", "row");
            html.element("td", Long.toString(file.size()), "class", "number").element("td", file.again());
            html.open("td")
                    .element("code", file.sha256(), "class", "digest")
                    .close()
                    .close()
                    .line();
        }
        html.close().close().close().line();
    }
}
