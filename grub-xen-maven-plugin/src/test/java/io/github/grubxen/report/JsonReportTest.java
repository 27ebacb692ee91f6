// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    @Test
    void hasEachFindingWithItsPlaceAsData() {
        Report report = new Report(
                "lint",
                List.of(finding(new Place.Line("web.cfg", 3, 7)), finding(new Place.InPackage("a.deb", "/boot/x"))),
                List.of());
        assertThat(JsonReport.of(report)).isEqualTo("""
                {
                  "format": "grub-xen-report",
                  "version": 1,
                  "goal": "lint",
                  "findings": [
                    {
                      "rule": "no-boot",
                      "severity": "warning",
                      "accepted": true,
                      "place": {
                        "file": "web.cfg",
                        "line": 3,
                        "column": 7
                      },
                      "problem": "nothing <boots>",
                      "remedy": "Add 'boot'.",
                      "concerns": [
                        "web.bin"
                      ]
                    },
                    {
                      "rule": "no-boot",
                      "severity": "warning",
                      "accepted": true,
                      "place": {
                        "package": "a.deb",
                        "path": "/boot/x"
                      },
                      "problem": "nothing <boots>",
                      "remedy": "Add 'boot'.",
                      "concerns": [
                        "web.bin"
                      ]
                    }
                  ]
                }
                """);
    }

    @Test
    void namesEachKindOfPlace() {
        assertThat(place(new Place.File("a.bin"))).hasToString("{\"file\":\"a.bin\"}");
        assertThat(place(new Place.WholeLine("debian/changelog", 3)))
                .hasToString("{\"file\":\"debian/changelog\",\"line\":3}");
        assertThat(place(new Place.Offset("a.bin", 16))).hasToString("{\"file\":\"a.bin\",\"offset\":16}");
        assertThat(place(new Place.Named("<lint>"))).isEqualTo(JsonParser.parseString("{\"name\":\"<lint>\"}"));
    }

    @Test
    void hasGuestsWithTheirTimes() {
        JsonObject json = parsed(new Report("boot", List.of(), List.of(new Report.Case("web", false, 1234))));
        assertThat(json.getAsJsonArray("cases"))
                .hasToString("[{\"name\":\"web\",\"passed\":false,\"milliseconds\":1234}]");
        assertThat(json.getAsJsonArray("findings")).isEmpty();
    }

    /** A name of a file may hold anything; whoever prints the report is not to be told what to do by it. */
    @Test
    void holdsNothingThatATerminalObeys() {
        Report report = new Report("verify", List.of(finding(new Place.File("\u001b[2Jx\u009b1m"))), List.of());
        assertThat(JsonReport.of(report).chars().filter(c -> c != '\n' && (c < ' ' || (c >= 0x7f && c < 0xa0))))
                .isEmpty();
        assertThat(place(new Place.File("\u001b[2Jx"))
                        .getAsJsonPrimitive("file")
                        .getAsString())
                .isEqualTo("\u001b[2Jx");
    }

    private static Report.Finding finding(Place place) {
        Diagnostic diagnostic =
                new Diagnostic(place, "no-boot", Diagnostic.Severity.WARNING, "nothing <boots>", "Add 'boot'.");
        return new Report.Finding(diagnostic, List.of("web.bin"), true);
    }

    private static JsonObject place(Place place) {
        JsonArray findings =
                parsed(new Report("lint", List.of(finding(place)), List.of())).getAsJsonArray("findings");
        return findings.get(0).getAsJsonObject().getAsJsonObject("place");
    }

    private static JsonObject parsed(Report report) {
        return JsonParser.parseString(JsonReport.of(report)).getAsJsonObject();
    }
}
