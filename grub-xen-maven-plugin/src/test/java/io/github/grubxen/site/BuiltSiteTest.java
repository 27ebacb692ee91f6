// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What mvn site checks on the finished site, and the index that it writes for the site's search. */
class BuiltSiteTest {
    private static final Path RESOURCES = Path.of("src/site/resources");

    @TempDir
    Path around;

    private Path directory = Path.of(".");

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(around.resolve("site"));
    }

    @Test
    void theIndexHasEachSectionWithItsAnchorAndText() throws IOException {
        page(
                "boot.html",
                "<h1>boot</h1><p>Starts <code>guests</code>.</p>"
                        + "<section><a id=\"Cases\"></a><h2>Cases &amp; disks</h2><p>a &lt;case&gt; \"x\" \\</p></section>");
        assertThat(new BuiltSite(directory).sections())
                .containsExactly(
                        new BuiltSite.Section("boot.html", "", "boot", "boot", "Starts guests."),
                        new BuiltSite.Section("boot.html", "Cases", "boot", "Cases & disks", "a <case> \"x\" \\"));
    }

    @Test
    void theIndexIsAScriptThatHasNoTextOfMenusAndScripts() throws IOException {
        page("a.html", "<h1>One \"a\\b\"</h1><script>var none = 1;</script><p>line\nbreak</p>");
        new BuiltSite(directory).writeIndex();
        String index = Files.readString(directory.resolve("js/search-index.js"));
        assertThat(index).startsWith("grubXenSearchIndex([").endsWith("]);\n").doesNotContain("none", "Menu");
        JsonArray sections = JsonParser.parseString(index.substring(index.indexOf('['), index.lastIndexOf(']') + 1))
                .getAsJsonArray();
        assertThat(sections).hasSize(1);
        assertThat(sections.get(0).getAsJsonObject().get("heading").getAsString())
                .isEqualTo("One \"a\\b\"");
        assertThat(sections.get(0).getAsJsonObject().get("text").getAsString()).isEqualTo("line break");
    }

    @Test
    void linksToPagesAnchorsAndOtherSitesAreGood() throws IOException {
        page("decisions/README.html", "<a href=\"../boot.html#cases\">x</a><a href=\"#here\"></a><a id=\"here\"></a>");
        page("boot.html", "<h2 id=\"cases\">Cases</h2><a href=\"https://example.org/x\">y</a>");
        assertThat(new BuiltSite(directory).problems()).isEmpty();
    }

    @Test
    void deadLinksAreFound() throws IOException {
        page("boot.html", "<a href=\"none.html\">x</a><a href=\"#none\">y</a><img src=\"../out.svg\"/>");
        Files.writeString(around.resolve("out.svg"), "not in the site");
        assertThat(new BuiltSite(directory).problems())
                .containsExactly(
                        "boot.html: dead link: none.html",
                        "boot.html: dead link: #none",
                        "boot.html: dead link: ../out.svg");
    }

    @Test
    void expressionsThatNobodyReplacedAreFoundButThoseInCodeAreNot() throws IOException {
        page("a.html", "<p>Version ${project.version}, <code>${name}</code></p><a href=\"$relativePath/a.html\">x</a>");
        assertThat(new BuiltSite(directory).problems())
                .contains("a.html: not replaced: ${project.version}", "a.html: not replaced: $relativePath")
                .noneMatch(problem -> problem.contains("${name}"));
    }

    @Test
    void theSearchNeedsNoServer() throws IOException {
        assertThat(Files.readString(RESOURCES.resolve("js/search.js")))
                .contains(BuiltSite.INDEX, "grubXenSearchIndex")
                .doesNotContainPattern("fetch\\(|XMLHttpRequest|import\\b|https?:|eval\\(|innerHTML");
        assertThat(Files.readString(Path.of("src/site/site.xml"))).contains("$relativePath/js/search.js");
    }

    private void page(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(
                file,
                "<html><head><title>t</title></head><body><nav><h5>Menu</h5></nav><main id=\"bodyColumn\">" + content
                        + "</main><footer><p>end</p></footer></body></html>");
    }
}
