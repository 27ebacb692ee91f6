// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports beside the schema that the page on reports publishes, and beside the standard's constraints on what we write of SARIF. */
class ReportSchemasTest {
    private static final Path OWN = Path.of("src/site/resources/grub-xen-report-1.schema.json");

    @TempDir
    Path root;

    private Path config;

    @BeforeEach
    void makeFiles() throws IOException {
        config = Files.createDirectories(root.resolve("a b")).resolve("ä%41#?.cfg");
        Files.writeString(config, "boot\n");
    }

    /** Every kind of place and finding; names that need care in a URI. */
    private Report report() {
        List<Report.Finding> findings = new ArrayList<>();
        for (Place place : List.of(
                new Place.File(config.toString()),
                new Place.Line(config.toString(), 1, 1),
                new Place.WholeLine(config.toString(), 2),
                new Place.Offset(config.toString(), 0),
                new Place.File("/none/\u001b[2J"),
                new Place.InPackage("a_1_all.deb", "/boot/x"),
                new Place.Named("<lint>"))) {
            for (Diagnostic.Severity severity : Diagnostic.Severity.values()) {
                Diagnostic diagnostic = new Diagnostic(place, "no-boot", severity, "nothing boots", "Add 'boot'.");
                findings.add(new Report.Finding(diagnostic, List.of("web.bin"), severity == Diagnostic.Severity.ERROR));
                findings.add(new Report.Finding(diagnostic.by("input"), List.of(), false));
            }
        }
        return new Report("lint", findings, List.of());
    }

    @Test
    void aReportIsOfThePublishedSchemaAndHasNoFieldThatItDoesNotDescribe() throws IOException {
        Report booted = new Report("boot", report().findings(), List.of(new Report.Case("web", false, 0)));
        Report checked = new Report(
                "guest-check",
                List.of(),
                List.of(),
                List.of(new Report.Guest("web.cfg", "web", "will-not-boot", List.of("The disk was not read."))));
        for (Report report : List.of(report(), booted, checked, new Report("verify", List.of(), List.of()))) {
            assertThat(errors(Files.readString(OWN), JsonReport.of(report))).isEmpty();
            assertThat(errors(closed(Files.readString(OWN)), JsonReport.of(report)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\": 1|\"version\": 2",
                "\"goal\": \"lint\"|\"goal\": \"deb\"",
                "\"line\": 1,|\"line\": 0,",
                "\"severity\": \"error\"|\"severity\": \"note\"",
                "\"accepted\": false|\"accepted\": \"no\"",
                "\"path\": |\"paths\": ",
                "\"remedy\": |\"advice\": "
            })
    void anotherReportIsNot(String written, String other) throws IOException {
        String report = JsonReport.of(report());
        assertThat(report).contains(written);
        assertThat(errors(closed(Files.readString(OWN)), report.replace(written, other)))
                .isNotEmpty();
    }

    @Test
    void aReportWithFieldsOfALaterReleaseIsOfThePublishedSchema() throws IOException {
        String later = JsonReport.of(report()).replace("\"rule\"", "\"url\": \"https://example.org\", \"rule\"");
        assertThat(errors(Files.readString(OWN), later)).isEmpty();
        assertThat(errors(closed(Files.readString(OWN)), later)).isNotEmpty();
    }

    @Test
    void sarifHasThePropertiesThatTheStandardAsksForAndNoOthers() throws IOException {
        for (Report report : List.of(report(), new Report("verify", List.of(), List.of()))) {
            assertThat(errors(closed(sarifSchema()), SarifReport.of(report, root, "1.2")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2.1.0\"|\"2.0.0\"",
                "\"startLine\": 1|\"startLine\": 0",
                "\"byteOffset\": 0|\"byteOffset\": -2",
                "\"level\": \"error\"|\"level\": \"fatal\"",
                "\"kind\": \"external\"|\"kind\": \"pom\"",
                "\"uri\": \"a%20b|\"uri\": \"a b",
                "\"ruleIndex\": 0|\"ruleIndex\": 0.5",
                "\"message\"|\"messages\"",
                "\"results\"|\"findings\""
            })
    void otherSarifIsNot(String written, String other) throws IOException {
        String report = SarifReport.of(report(), root, "1.2");
        assertThat(report).contains(written);
        assertThat(errors(closed(sarifSchema()), report.replace(written, other)))
                .isNotEmpty();
    }

    /** Section 3.27.6 of the standard, which no schema can express. */
    @Test
    void aResultOfSarifHasTheIndexOfItsRule() {
        JsonObject run = JsonParser.parseString(SarifReport.of(report(), root, "1.2"))
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject();
        JsonObject driver = run.getAsJsonObject("tool").getAsJsonObject("driver");
        for (JsonElement element : run.getAsJsonArray("results")) {
            JsonObject result = element.getAsJsonObject();
            JsonElement rule =
                    driver.getAsJsonArray("rules").get(result.get("ruleIndex").getAsInt());
            assertThat(rule.getAsJsonObject().get("id")).isEqualTo(result.get("ruleId"));
        }
    }

    private static List<String> errors(String schema, String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(
                        json,
                        InputFormat.JSON,
                        context ->
                                context.executionConfig(configuration -> configuration.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The schema with no property allowed in an object but those that it describes. */
    private static String closed(String schema) {
        JsonElement json = JsonParser.parseString(schema);
        close(json);
        return json.toString();
    }

    private static void close(JsonElement json) {
        if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(ReportSchemasTest::close);
        }
        if (json.isJsonObject()) {
            JsonObject object = json.getAsJsonObject();
            object.entrySet().forEach(entry -> close(entry.getValue()));
            if (object.has("type") && object.get("type").toString().equals("\"object\"")) {
                object.addProperty("additionalProperties", false);
            }
        }
    }

    private static String sarifSchema() throws IOException {
        try (InputStream in = ReportSchemasTest.class.getResourceAsStream("sarif.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
