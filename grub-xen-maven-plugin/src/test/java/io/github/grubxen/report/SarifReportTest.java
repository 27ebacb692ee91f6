// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifReportTest {
    @TempDir
    Path root;

    @Test
    void namesTheToolAndItsRules() {
        JsonObject run = run(finding(new Place.Named("x"), "b", false), finding(new Place.Named("x"), "a", false));
        JsonObject driver = run.getAsJsonObject("tool").getAsJsonObject("driver");
        assertThat(driver.get("name").getAsString()).isEqualTo("grub-xen-maven-plugin");
        assertThat(driver.get("version").getAsString()).isEqualTo("1.2");
        assertThat(driver.get("rules")).hasToString("[{\"id\":\"a\"},{\"id\":\"b\"}]");
        assertThat(result(run, 0).get("ruleIndex").getAsInt()).isEqualTo(1);
        assertThat(result(run, 1).get("ruleIndex").getAsInt()).isZero();
    }

    @Test
    void showsAFindingAtItsLineRelativeToTheSources() throws IOException {
        Path config = Files.createDirectories(root.resolve("src/a b")).resolve("ä.cfg");
        Files.writeString(config, "boot\n");
        JsonObject result = result(run(finding(new Place.Line(config.toString(), 3, 7), "no-boot", false)), 0);
        assertThat(location(result))
                .hasToString("{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"src/a%20b/%C3%A4.cfg\","
                        + "\"uriBaseId\":\"SRCROOT\"},\"region\":{\"startLine\":3}}}");
        assertThat(result.get("level").getAsString()).isEqualTo("warning");
        assertThat(result.getAsJsonObject("message").get("text").getAsString())
                .isEqualTo("nothing boots. Add 'boot'. (web.bin)");
    }

    @Test
    void showsALineWithoutAColumnAtItsLine() throws IOException {
        Files.writeString(root.resolve("changelog"), "site\n");
        JsonObject result = result(run(finding(new Place.WholeLine("changelog", 1), "input", false)), 0);
        assertThat(location(result))
                .hasToString("{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"changelog\","
                        + "\"uriBaseId\":\"SRCROOT\"},\"region\":{\"startLine\":1}}}");
    }

    @Test
    void showsAnOffsetOfAFileElsewhereByItsWholeUri(@TempDir Path elsewhere) throws IOException {
        Path image = Files.write(elsewhere.resolve("a.bin"), new byte[8]);
        assertThat(location(result(run(finding(new Place.Offset(image.toString(), 4), "images", false)), 0)))
                .hasToString("{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"" + image.toUri()
                        + "\"},\"region\":{\"byteOffset\":4}}}");
    }

    @Test
    void namesWhatIsNoFileOfTheSources() {
        assertThat(location(result(run(finding(new Place.InPackage("a.deb", "/x"), "links", false)), 0)))
                .hasToString("{\"logicalLocations\":[{\"fullyQualifiedName\":\"a.deb: /x\"}]}");
        assertThat(location(result(run(finding(new Place.Line("guest-config\0", 1, 1), "links", false)), 0)))
                .hasToString("{\"logicalLocations\":[{\"fullyQualifiedName\":\"guest-config\\u0000:1:1\"}]}");
    }

    @Test
    void showsAnAcceptedFindingAsSuppressed() {
        assertThat(result(run(finding(new Place.Named("x"), "links", true)), 0).get("suppressions"))
                .hasToString("[{\"kind\":\"external\"}]");
        assertThat(result(run(finding(new Place.Named("x"), "links", false)), 0).has("suppressions"))
                .isFalse();
    }

    @Test
    void aMessageNamesAFewOfThousandsOfGuests() {
        List<String> guests =
                IntStream.range(0, 7000).mapToObj(i -> "web" + i + ".cfg").toList();
        Diagnostic diagnostic = finding(new Place.Named("x"), "no-pvh", false).diagnostic();
        String text = result(run(new Report.Finding(diagnostic, guests, false)), 0)
                .getAsJsonObject("message")
                .get("text")
                .getAsString();
        assertThat(text).endsWith(" (web0.cfg, " + String.join(", ", guests.subList(1, 20)) + " and 6980 more)");
    }

    private static Report.Finding finding(Place place, String rule, boolean accepted) {
        Diagnostic diagnostic =
                new Diagnostic(place, rule, Diagnostic.Severity.WARNING, "nothing boots", "Add 'boot'.");
        return new Report.Finding(diagnostic, List.of("web.bin"), accepted);
    }

    private JsonObject run(Report.Finding... findings) {
        String text = SarifReport.of(new Report("lint", List.of(findings), List.of()), root, "1.2");
        JsonObject sarif = JsonParser.parseString(text).getAsJsonObject();
        assertThat(sarif.get("version").getAsString()).isEqualTo("2.1.0");
        return sarif.getAsJsonArray("runs").get(0).getAsJsonObject();
    }

    private static JsonObject result(JsonObject run, int number) {
        return run.getAsJsonArray("results").get(number).getAsJsonObject();
    }

    private static JsonObject location(JsonObject result) {
        return result.getAsJsonArray("locations").get(0).getAsJsonObject();
    }
}
