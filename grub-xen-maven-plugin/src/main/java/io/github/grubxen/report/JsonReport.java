// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.report;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.grubxen.io.Choice;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.io.Printable;
import java.util.List;

/** A report as JSON. Source: "Reports for programs", section "JSON". */
public final class JsonReport {
    /** The version of the format. It must change if a reader of the previous version would misread a report. */
    public static final int VERSION = 1;

    private JsonReport() {}

    /** The text of the file, which ends with a line feed. */
    public static String of(Report report) {
        JsonObject json = new JsonObject();
        json.addProperty("format", "grub-xen-report");
        json.addProperty("version", VERSION);
        json.addProperty("goal", report.goal());
        JsonArray findings = new JsonArray();
        report.findings().forEach(finding -> findings.add(finding(finding)));
        json.add("findings", findings);
        if (!report.cases().isEmpty()) {
            JsonArray cases = new JsonArray();
            report.cases().forEach(one -> cases.add(bootCase(one)));
            json.add("cases", cases);
        }
        if (!report.guests().isEmpty()) {
            JsonArray guests = new JsonArray();
            report.guests().forEach(one -> guests.add(guest(one)));
            json.add("guests", guests);
        }
        return text(json);
    }

    private static JsonObject guest(Report.Guest one) {
        JsonObject json = new JsonObject();
        json.addProperty("file", one.file());
        json.addProperty("name", one.name());
        json.addProperty("verdict", one.verdict());
        json.add("notChecked", array(one.unknown()));
        return json;
    }

    private static JsonObject finding(Report.Finding finding) {
        Diagnostic diagnostic = finding.diagnostic();
        JsonObject json = new JsonObject();
        json.addProperty("rule", diagnostic.rule());
        json.addProperty("severity", Choice.word(diagnostic.severity()));
        json.addProperty("accepted", finding.suppressed());
        json.add("place", place(diagnostic.place()));
        json.addProperty("problem", diagnostic.problem());
        if (!diagnostic.quoted().isEmpty()) {
            json.add("quoted", array(diagnostic.quoted()));
        }
        json.addProperty("remedy", diagnostic.remedy());
        json.add("concerns", array(finding.concerns()));
        return json;
    }

    private static JsonObject place(Place place) {
        JsonObject json = new JsonObject();
        if (place instanceof Place.File file) {
            json.addProperty("file", file.file());
        } else if (place instanceof Place.Line line) {
            json.addProperty("file", line.file());
            json.addProperty("line", line.line());
            json.addProperty("column", line.column());
        } else if (place instanceof Place.WholeLine line) {
            json.addProperty("file", line.file());
            json.addProperty("line", line.line());
        } else if (place instanceof Place.Offset offset) {
            json.addProperty("file", offset.file());
            json.addProperty("offset", offset.offset());
        } else if (place instanceof Place.InPackage path) {
            json.addProperty("package", path.deb());
            json.addProperty("path", path.path());
        } else {
            json.addProperty("name", place.toString());
        }
        return json;
    }

    private static JsonObject bootCase(Report.Case one) {
        JsonObject json = new JsonObject();
        json.addProperty("name", one.name());
        json.addProperty("passed", one.passed());
        json.addProperty("milliseconds", one.milliseconds());
        return json;
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    static String text(JsonElement json) {
        String text = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(json);
        return Printable.json(text) + "\n";
    }
}
