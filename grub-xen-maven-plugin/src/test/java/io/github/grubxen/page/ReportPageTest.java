// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.difference.Difference;
import io.github.grubxen.difference.Item;
import io.github.grubxen.difference.Names;
import io.github.grubxen.difference.Part;
import io.github.grubxen.format.ImageFile;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.report.Report;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The page about a build. */
class ReportPageTest {
    private static final Path ROOT = Path.of("/project");

    @TempDir
    Path directory;

    private static final String HOSTILE = "\"><script>alert(1)</script>&amp;\u001b[2J\u0000\u202e'";

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void namesWhatEveryByteOfAPublishedImageIsFor(GrubRelease release, Platform platform) throws IOException {
        Bytes image = release.publishedImage(platform);
        ModuleTree tree = release.tree(platform);
        List<ImageBytes.Group> groups = ImageBytes.of(ImageFile.read(image).image(), tree.parsedLists());
        assertThat(groups.stream().mapToLong(ImageBytes.Group::size).sum()).isEqualTo(image.length());
        assertThat(groups)
                .extracting(ImageBytes.Group::kind)
                .contains(
                        ImageBytes.Kind.KERNEL,
                        ImageBytes.Kind.FILE_SYSTEMS,
                        ImageBytes.Kind.CIPHERS,
                        ImageBytes.Kind.COMMANDS,
                        ImageBytes.Kind.MEMDISK);
        Set<ImageBytes.Kind> embedded = EnumSet.range(ImageBytes.Kind.FILE_SYSTEMS, ImageBytes.Kind.LIBRARIES);
        long modules = groups.stream()
                .filter(group -> embedded.contains(group.kind()))
                .mapToLong(group -> group.pieces().size())
                .sum();
        assertThat(modules).isEqualTo(tree.modules().size());
    }

    @Test
    void hasTheSameNumbersInTheMapAndInTheTable() throws IOException {
        Document page = Parsed.page(published().html());
        List<String> names = Parsed.elements(page, "g").stream()
                .map(part -> part.getElementsByTagName("title").item(0).getTextContent())
                .map(title -> title.replaceAll(" bytes$", "").replace("\u202f", ""))
                .toList();
        List<String> listed = Parsed.elements(page, "li").stream()
                .filter(item ->
                        ((Element) item.getParentNode()).getAttribute("class").equals("pieces"))
                .map(item -> item.getTextContent().replaceFirst(" (?=\\d+$)", ": "))
                .toList();
        assertThat(names).hasSizeGreaterThan(200).containsExactlyElementsOf(listed);
    }

    @Test
    void everyGroupOfTheMapLeadsToItsRowOfTheTable() throws IOException {
        Document page = Parsed.page(published().html());
        List<String> ids = Parsed.elements(page, "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Parsed.elements(page, "a"))
                .hasSizeGreaterThan(5)
                .allSatisfy(link ->
                        assertThat(ids).contains(link.getAttribute("href").substring(1)));
    }

    @Test
    void needsNoOtherFile() throws IOException {
        String html = published().html();
        Document page = Parsed.page(html);
        for (String attribute : List.of("src", "srcset", "data", "poster", "action", "style", "onclick")) {
            assertThat(Parsed.elements(page, "*"))
                    .allSatisfy(element ->
                            assertThat(element.hasAttribute(attribute)).isFalse());
        }
        assertThat(Parsed.elements(page, "link")).isEmpty();
        assertThat(Pattern.compile("url\\(|https?://|@import")
                        .matcher(html.replaceAll("xmlns=\"[^\"]*\"", ""))
                        .find())
                .isFalse();
    }

    @Test
    void hasTheSameBytesEachTime() throws IOException {
        assertThat(published().html()).isEqualTo(published().html());
    }

    @Test
    void showsHostileNamesAsTheyAre() throws IOException {
        ReportPage page = new ReportPage(HOSTILE, ROOT);
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN);
        Bytes memdisk = GnuTar.write(
                "memdisk",
                List.of(new GnuTar.Entry(
                        "</title><script>x</script>",
                        TarAttributes.root(0),
                        ImageRecipe.text("file", "x".repeat(500_000)))));
        Bytes image = Bytes.of(
                HOSTILE,
                ImageRecipe.of(
                                tree,
                                List.of("tar"),
                                Optional.of(memdisk),
                                Optional.empty(),
                                ImageRecipe.text("prefix", HOSTILE.replace("\u0000", "")))
                        .image(tree)
                        .toByteArray());
        page.add(image, tree.parsedLists());
        Document read = Parsed.page(page.html());
        assertThat(Parsed.elements(read, "script")).hasSize(1);
        assertThat(Parsed.texts(read, "h1")).containsExactly("\"><script>alert(1)</script>&amp;?[2J??'");
        assertThat(Parsed.texts(read, "text")).contains("</title><script>x</script>");
    }

    @Test
    void showsFindingsAtTheirLines() {
        ReportPage page = new ReportPage("site", ROOT);
        Bytes config = ImageRecipe.text("src/main/grub/site.cfg", "echo a\nlinux /x\n");
        page.addConfig(config, "a.bin");
        page.addConfig(config, "b.bin");
        page.addConfig(ImageRecipe.text("other.cfg", "echo b\n"), "c.bin");
        page.addFinding(finding(new Place.Line("src/main/grub/site.cfg", 2, 1), "no <initrd>", "b.bin"));
        page.addFinding(finding(new Place.File("src/main/grub/site.cfg"), "the image is too large", "a.bin"));
        page.addFinding(finding(new Place.Line("src/main/grub/site.cfg", 1, 1), "of another image", "z.bin"));
        Document read = Parsed.page(page.html());
        assertThat(Parsed.texts(read, "li"))
                .contains("echo a", "linux /xwarning no <initrd> [no-initrd]. Add it.", "echo b");
        assertThat(Parsed.texts(read, "p"))
                .contains(
                        "In a.bin, b.bin. 2 findings of lint.",
                        "In c.bin. No findings of lint.",
                        "warning the image is too large [no-initrd]. Add it.");
    }

    @Test
    void showsAHostileConfigAsItIs() {
        ReportPage page = new ReportPage("site", ROOT);
        page.addConfig(ImageRecipe.text(HOSTILE, "echo '</code><script>' \"\u001b[2J\" # \u00e4\r\n"), "a.bin");
        Document read = Parsed.page(page.html());
        assertThat(Parsed.elements(read, "script")).hasSize(1);
        assertThat(Parsed.texts(read, "code")).containsExactly("echo '</code><script>' \"?[2J\" # \u00e4");
    }

    @Test
    void showsAConfigOfTheProjectWithoutItsDirectory() {
        ReportPage page = new ReportPage("site", ROOT);
        page.addConfig(ImageRecipe.text("/project/src/main/grub/site.cfg", "echo\n"), "a.bin");
        page.addConfig(ImageRecipe.text("/projects/other.cfg", "echo\n"), "b.bin");
        assertThat(Parsed.texts(Parsed.page(page.html()), "h3"))
                .containsExactly("src/main/grub/site.cfg", "/projects/other.cfg");
    }

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void showsTheFieldsAndFilesThatDpkgShows(GrubRelease release) throws IOException {
        Tools.require("dpkg-deb");
        Path deb = release.deb("grub-xen-host");
        ReportPage page = new ReportPage("site", ROOT);
        page.addPackage(deb);
        Document read = Parsed.page(page.html());
        for (String field : List.of("Package", "Version", "Maintainer", "Depends")) {
            assertThat(Parsed.texts(read, "td"))
                    .contains(Tools.run(directory, "dpkg-deb", "-f", deb.toString(), field)
                            .strip());
        }
        List<String> listed = Tools.run(directory, "dpkg-deb", "-c", deb.toString())
                .lines()
                .filter(line -> !line.startsWith("d"))
                .map(line -> line.replaceFirst(".*? \\./", "/").replace(" -> ", " \u2192 "))
                .toList();
        assertThat(Parsed.texts(read, "td")).containsAll(listed);
    }

    @Test
    void showsAHostilePackageAsItIs() throws IOException {
        Path deb = new DebBuilder("site")
                .fields("Homepage: <script>x</script>\n")
                .with(
                        TarWriter.Entry.file("./etc/<script>\u001b[2J", "x"),
                        TarWriter.Entry.link("./etc/link", "\"><script>"))
                .write(directory);
        ReportPage page = new ReportPage("site", ROOT);
        page.addPackage(deb);
        Document read = Parsed.page(page.html());
        assertThat(Parsed.elements(read, "script")).hasSize(1);
        assertThat(Parsed.texts(read, "td"))
                .contains("<script>x</script>", "/etc/<script>?[2J", "/etc/link \u2192 \"><script>");
    }

    @Test
    void showsTheOriginAndTheDigests() {
        ReportPage page = new ReportPage("site", ROOT);
        page.addFact("GRUB", "grub2 2.12 <x>");
        page.addFile("a.bin", 17, "0123abc", "the same bytes");
        Document read = Parsed.page(page.html());
        assertThat(Parsed.texts(read, "td")).containsExactly("grub2 2.12 <x>", "17", "the same bytes", "0123abc");
    }

    @Test
    void showsConsolesWithTheirTimeLines() {
        ReportPage page = new ReportPage("site", ROOT);
        List<ReportPage.Step> steps = List.of(new ReportPage.Step("GRUB's <menu>", Duration.ofMillis(1234)));
        page.addBoot("pv", Optional.empty(), Duration.ofSeconds(2), steps, "Welcome to GRUB!\n  <script>\u001b[2J\n");
        page.addBoot("pvh", Optional.of("hung & gone"), Duration.ofSeconds(4), List.of(), "line\n".repeat(301));
        Document read = Parsed.page(page.html());
        assertThat(Parsed.texts(read, "pre").get(0)).isEqualTo("Welcome to GRUB!\n  <script>?[2J");
        assertThat(Parsed.texts(read, "pre").get(1).lines()).hasSize(300);
        assertThat(Parsed.texts(read, "p"))
                .contains(
                        "2 guests, 1 failed",
                        "passed, after 2.0 s",
                        "failed: hung & gone, after 4.0 s",
                        "The last 300 of 301 lines:");
        assertThat(Parsed.texts(read, "li")).contains("1.2 s GRUB's <menu>");
        assertThat(Parsed.elements(read, "rect").stream()
                        .filter(bar -> bar.getAttribute("class").matches("passed|failed"))
                        .map(bar -> bar.getAttribute("width")))
                .containsExactly("500", "1000");
    }

    @Test
    void showsTheDifferenceToAFormerBuild() {
        Part config = new Part(
                "early config",
                "line 1 changed",
                new Names(List.of(), List.of(), List.of(), List.of()),
                List.of("-1  <a>", "+1  b\u001b"));
        Item changed =
                new Item("a<b>.bin", "image", Item.State.CHANGED, 1L, 2L, null, List.of(config), List.of("kernel"));
        Item same = new Item("same.bin", "image", Item.State.SAME, 1L, 1L, null, List.of(), List.of());
        ReportPage page = new ReportPage("site", ROOT);
        page.difference(new Difference("/old", "/new", 2, 1, 0, 0, List.of(changed, same)));
        Document read = Parsed.page(page.html());
        assertThat(Parsed.texts(read, "strong")).containsExactly("1 of 2 images differs.");
        assertThat(Parsed.texts(read, "h3")).containsExactly("a<b>.bin");
        assertThat(Parsed.texts(read, "dt")).containsExactly("early config");
        assertThat(Parsed.texts(read, "del")).containsExactly("-1  <a>");
        assertThat(Parsed.texts(read, "ins")).containsExactly("+1  b?");
        assertThat(Parsed.texts(read, "p")).contains("changed", "The same: kernel");
    }

    private static Report.Finding finding(Place place, String problem, String image) {
        Diagnostic diagnostic = new Diagnostic(place, "no-initrd", Diagnostic.Severity.WARNING, problem, "Add it.");
        return new Report.Finding(diagnostic, List.of(image), false);
    }

    private static ReportPage published() throws IOException {
        ReportPage page = new ReportPage("site 1.0", ROOT);
        for (Platform platform : Platform.values()) {
            page.add(
                    GrubRelease.TRIXIE.publishedImage(platform),
                    GrubRelease.TRIXIE.tree(platform).parsedLists());
        }
        return page;
    }
}
