// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Choice;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Latin1;
import io.github.grubxen.io.Place;
import io.github.grubxen.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A config on the page, with the findings at its lines. */
final class ConfigSection {
    private final Bytes text;
    private final NavigableSet<String> images = new TreeSet<>();
    private final List<Report.Finding> findings = new ArrayList<>();

    /** A config. The name of the text is that of its file. */
    ConfigSection(Bytes text) {
        this.text = text;
    }

    boolean isOf(Bytes other) {
        return text.name().equals(other.name()) && text.equals(other);
    }

    void addImage(String image) {
        images.add(image);
    }

    /** Adds a finding if its place is in this config's file, and it concerns one of its images. */
    void addFinding(Report.Finding finding) {
        Place place = finding.diagnostic().place();
        boolean here = (place instanceof Place.Line line && line.file().equals(text.name()))
                || (place instanceof Place.WholeLine whole && whole.file().equals(text.name()))
                || place.toString().equals(text.name());
        if (here && finding.concerns().stream().anyMatch(images::contains)) {
            findings.add(finding);
        }
    }

    /** Writes the section. The name of the config is shown without the given beginning. */
    void writeTo(Html html, String root, String id) {
        boolean below = text.name().startsWith(root);
        html.open("section", "id", id).line();
        html.element("h3", below ? text.name().substring(root.length()) : text.name());
        html.element("p", "In " + String.join(", ", images) + ". " + count());
        for (Report.Finding finding : findings) {
            if (line(finding) == 0) {
                writeFinding(html, finding);
            }
        }
        List<List<ConfigColours.Span>> lines = ConfigColours.of(text.latin1().replace("\r", ""));
        html.open("ol", "class", "code").line();
        for (int i = 0; i < lines.size(); i++) {
            html.open("li").open("code");
            for (ConfigColours.Span span : lines.get(i)) {
                write(html, span);
            }
            html.close();
            for (Report.Finding finding : findings) {
                if (line(finding) == i + 1) {
                    writeFinding(html, finding);
                }
            }
            html.close().line();
        }
        html.close().close().line();
    }

    private String count() {
        if (findings.isEmpty()) {
            return "No findings of lint.";
        }
        return findings.size() == 1 ? "One finding of lint." : findings.size() + " findings of lint.";
    }

    private static void write(Html html, ConfigColours.Span span) {
        String shown = Latin1.decoded(span.text());
        if (span.kind() == ConfigColours.Kind.PLAIN) {
            html.text(shown);
        } else {
            html.element("span", shown, "class", Choice.word(span.kind()));
        }
    }

    private static void writeFinding(Html html, Report.Finding finding) {
        Diagnostic diagnostic = finding.diagnostic();
        boolean error = diagnostic.severity() == Diagnostic.Severity.ERROR;
        html.open("p", "class", error ? "finding bad" : "finding warn");
        html.element("strong", error ? "error " : "warning ")
                .text(diagnostic.text())
                .close();
    }

    /** The line of a finding; 0 if it has none. */
    private static int line(Report.Finding finding) {
        Place place = finding.diagnostic().place();
        if (place instanceof Place.Line line) {
            return line.line();
        }
        return place instanceof Place.WholeLine line ? line.line() : 0;
    }
}
