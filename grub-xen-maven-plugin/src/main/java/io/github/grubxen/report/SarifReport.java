// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A report as SARIF, which code review tools read. The plugin's columns count bytes, which SARIF does not support, so a place
 * has a line but no column.
 *
 * <p>Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS, sections 3.13 to 3.35.
 */
public final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String ROOT = "SRCROOT";

    /** The most names in a message. One finding can concern thousands of guests; the JSON report has all of them. */
    private static final int MOST_CONCERNS = 20;

    private SarifReport() {}

    /**
     * The text of the file, which ends with a line feed.
     *
     * @param root the directory of the sources, to which paths in the report are relative
     * @param version of this plugin
     */
    public static String of(Report report, Path root, String version) {
        List<String> rules = report.findings().stream()
                .map(finding -> finding.diagnostic().rule())
                .distinct()
                .sorted()
                .toList();
        JsonObject driver = new JsonObject();
        driver.addProperty("name", "grub-xen-maven-plugin");
        driver.addProperty("version", version);
        driver.add("rules", array(rules.stream().map(rule -> with("id", rule)).toList()));
        JsonObject run = new JsonObject();
        run.add("tool", with("driver", driver));
        List<JsonObject> results = new ArrayList<>();
        for (Report.Finding finding : report.findings()) {
            results.add(result(finding, rules, root.toAbsolutePath().normalize()));
        }
        run.add("results", array(results));
        JsonObject json = new JsonObject();
        json.addProperty("$schema", SCHEMA);
        json.addProperty("version", "2.1.0");
        json.add("runs", array(List.of(run)));
        return JsonReport.text(json);
    }

    private static JsonObject result(Report.Finding finding, List<String> rules, Path root) {
        Diagnostic diagnostic = finding.diagnostic();
        JsonObject json = new JsonObject();
        json.addProperty("ruleId", diagnostic.rule());
        json.addProperty("ruleIndex", rules.indexOf(diagnostic.rule()));
        json.addProperty("level", diagnostic.severity() == Diagnostic.Severity.ERROR ? "error" : "warning");
        String concerns = concerns(finding.concerns());
        String quoted = diagnostic.quoted().isEmpty() ? "" : ": " + String.join(" ", diagnostic.quoted());
        json.add("message", with("text", diagnostic.problem() + quoted + ". " + diagnostic.remedy() + concerns));
        json.add("locations", array(List.of(location(diagnostic.place(), root))));
        if (finding.suppressed()) {
            json.add("suppressions", array(List.of(with("kind", "external"))));
        }
        return json;
    }

    private static String concerns(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        int shown = Math.min(names.size(), MOST_CONCERNS);
        String more = names.size() > shown ? " and " + (names.size() - shown) + " more" : "";
        return " (" + String.join(", ", names.subList(0, shown)) + more + ")";
    }

    private static JsonObject location(Place place, Path root) {
        if (place instanceof Place.Line line && artifact(line.file(), root).isPresent()) {
            return physical(artifact(line.file(), root).get(), Optional.of(region("startLine", line.line())));
        }
        if (place instanceof Place.WholeLine line && artifact(line.file(), root).isPresent()) {
            return physical(artifact(line.file(), root).get(), Optional.of(region("startLine", line.line())));
        }
        if (place instanceof Place.Offset offset
                && artifact(offset.file(), root).isPresent()) {
            return physical(artifact(offset.file(), root).get(), Optional.of(region("byteOffset", offset.offset())));
        }
        if (place instanceof Place.File file && artifact(file.file(), root).isPresent()) {
            return physical(artifact(file.file(), root).get(), Optional.empty());
        }
        JsonObject json = new JsonObject();
        json.add("logicalLocations", array(List.of(with("fullyQualifiedName", place.toString()))));
        return json;
    }

    private static JsonObject region(String name, long start) {
        JsonObject region = new JsonObject();
        region.addProperty(name, start);
        return region;
    }

    private static JsonObject physical(JsonObject artifact, Optional<JsonObject> region) {
        JsonObject physical = with("artifactLocation", artifact);
        region.ifPresent(known -> physical.add("region", known));
        return with("physicalLocation", physical);
    }

    /** Whether a file exists. Other names are names of files inside other files, or of templates. */
    private static Optional<JsonObject> artifact(String file, Path root) {
        Path path;
        try {
            path = root.resolve(file).normalize();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        JsonObject artifact = new JsonObject();
        if (path.startsWith(root)) {
            artifact.addProperty("uri", root.toUri().relativize(path.toUri()).toString());
            artifact.addProperty("uriBaseId", ROOT);
        } else {
            artifact.addProperty("uri", path.toUri().toString());
        }
        return Optional.of(artifact);
    }

    private static JsonObject with(String name, String value) {
        JsonObject json = new JsonObject();
        json.addProperty(name, value);
        return json;
    }

    private static JsonObject with(String name, JsonElement value) {
        JsonObject json = new JsonObject();
        json.add(name, value);
        return json;
    }

    private static JsonArray array(List<? extends JsonElement> elements) {
        JsonArray array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }
}
