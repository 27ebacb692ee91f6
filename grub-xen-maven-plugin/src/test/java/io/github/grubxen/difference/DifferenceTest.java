// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files, packages and directories of two builds. */
class DifferenceTest {
    @TempDir
    Path directory;

    private byte[] former = new byte[0];
    private byte[] newer = new byte[0];

    @BeforeEach
    void makeTwoImages() throws IOException {
        former = ComparedImages.image(List.of("normal", "tar", "memdisk"), "set timeout=5\n")
                .toByteArray();
        newer = ComparedImages.image(List.of("normal", "tar", "memdisk", "echo"), "set timeout=9\n")
                .toByteArray();
    }

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void ofAPackageAndItselfIsEmpty(GrubRelease release) throws IOException {
        Path deb = release.deb("grub-xen-host");
        Difference difference = Difference.of(deb, deb);
        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.summary()).isEqualTo("No difference: 3 images, 1 package.");
        assertThat(DifferenceText.of(difference)).hasSize(2);
    }

    @Test
    void ofTwoReleasesHasTheFieldsThatDpkgPrints() throws IOException {
        Tools.require("dpkg-deb");
        Path old = GrubRelease.BOOKWORM.deb("grub-xen-host");
        Path young = GrubRelease.TRIXIE.deb("grub-xen-host");
        Difference difference = Difference.of(old, young);
        Part control = part(difference.items().get(0), "control");
        for (Path deb : List.of(old, young)) {
            String sign = deb.equals(old) ? "-" : "+";
            for (String field : List.of("Version", "Installed-Size", "Depends")) {
                String value = Tools.run(directory, "dpkg-deb", "-f", deb.toString(), field)
                        .strip();
                assertThat(control.lines()).contains(sign + field + ": " + value);
            }
        }
        assertThat(difference.images()).isEqualTo(3);
        assertThat(difference.differentImages()).isEqualTo(3);
        assertThat(difference.summary()).isEqualTo("3 of 3 images differ, 1 of 1 package differs.");
    }

    @Test
    void ofTwoReleasesHasTheFilesThatDpkgLists() throws IOException {
        Tools.require("dpkg-deb");
        Path old = GrubRelease.BOOKWORM.deb("grub-xen-bin");
        Path young = GrubRelease.TRIXIE.deb("grub-xen-bin");
        Names files = part(Difference.of(old, young).items().get(0), "files").names();
        Set<String> only = listed(young);
        only.removeAll(listed(old));
        assertThat(files.added()).isNotEmpty().containsExactlyElementsOf(only);
        Set<String> gone = listed(old);
        gone.removeAll(listed(young));
        assertThat(files.removed()).containsExactlyElementsOf(gone);
    }

    @Test
    void ofTwoImagesIgnoresTheirNames() throws IOException {
        Path one = Files.write(directory.resolve("a.bin"), former);
        Path other = Files.write(directory.resolve("b.bin"), newer);
        Difference difference = Difference.of(one, other);
        assertThat(difference.items())
                .extracting(Item::name, Item::state)
                .containsExactly(tuple("b.bin", Item.State.CHANGED));
        assertThat(DifferenceText.of(difference))
                .contains("  modules: +echo", "    -1  set timeout=5", "    +1  set timeout=9")
                .endsWith("1 of 1 image differs.");
    }

    @Test
    void ofTwoBuildsMatchesImagesByPathAndPackagesByName() throws IOException {
        build("old", "1", former, former);
        build("new", "2", newer, former);
        Files.write(directory.resolve("new/grub-xen/images/c.bin"), newer);
        Difference difference = Difference.of(directory.resolve("old"), directory.resolve("new"));
        assertThat(difference.items())
                .extracting(Item::name, Item::state, Item::as)
                .containsExactly(
                        tuple("grub-xen/images/a.bin", Item.State.CHANGED, null),
                        tuple("grub-xen/images/b.bin", Item.State.SAME, null),
                        tuple("grub-xen/images/c.bin", Item.State.ADDED, null),
                        tuple("site_2_all.deb", Item.State.CHANGED, null),
                        tuple("site_2_all.deb: /usr/lib/site/a.bin", Item.State.CHANGED, "grub-xen/images/a.bin"),
                        tuple("site_2_all.deb: /usr/lib/site/b.bin", Item.State.SAME, null));
        assertThat(difference.summary()).isEqualTo("2 of 3 images differ, 1 of 1 package differs.");
        assertThat(part(difference.items().get(3), "images").words()).isEqualTo("usr/lib/site/: changed: a.bin");
    }

    @Test
    void readsTheChangedImagesOfPackages() throws IOException {
        Path old = deb("old", "1", former, former);
        Path young = deb("new", "2", newer, former);
        Difference difference = Difference.of(old, young);
        Item image = difference.items().get(1);
        assertThat(image.name()).isEqualTo("site_2_all.deb: /usr/lib/site/a.bin");
        assertThat(part(image, "modules").words()).isEqualTo("+echo");
    }

    @Test
    void namesModesOwnersLinksAndScriptsOfPackages() throws IOException {
        DebBuilder one = new DebBuilder("site")
                .file("etc/file", "same".getBytes(StandardCharsets.UTF_8))
                .with(TarWriter.Entry.file("./etc/mode", "x"), TarWriter.Entry.file("./etc/owner", "x"))
                .with(TarWriter.Entry.link("./etc/link", "here"))
                .control("postinst", "#!/bin/sh\nset -e\n");
        DebBuilder other = new DebBuilder("site")
                .file("etc/file", "same".getBytes(StandardCharsets.UTF_8))
                .with(
                        TarWriter.Entry.file("./etc/mode", "x").mode(0755),
                        TarWriter.Entry.file("./etc/owner", "x").owner("staff"))
                .with(TarWriter.Entry.link("./etc/link", "there"))
                .control("postinst", "#!/bin/sh\nset -eu\n");
        Difference difference = Difference.of(write("old", one), write("new", other));
        assertThat(difference.items()).singleElement().satisfies(item -> {
            assertThat(part(item, "modes").lines()).containsExactly("/etc/mode: 0644 -> 0755");
            assertThat(part(item, "owners").lines()).containsExactly("/etc/owner: root/root -> staff/staff");
            assertThat(part(item, "files").words()).isEqualTo("etc/: changed: link");
            assertThat(part(item, "control file postinst").lines()).containsExactly("-2  set -e", "+2  set -eu");
        });
    }

    @Test
    void saysThatOnlyThePackingDiffers() throws IOException {
        DebBuilder deb = new DebBuilder("site").file("etc/file", "same".getBytes(StandardCharsets.UTF_8));
        Path one = write("old", deb);
        Path other = write("new", deb.member("data.tar.xz", new byte[0]).member("data.tar", deb.data()));
        assertThat(Difference.of(one, other).items())
                .singleElement()
                .satisfies(item -> assertThat(item.parts())
                        .containsExactly(Part.of("archive", "the same contents, packed into other bytes")));
    }

    @Test
    void ofAnImageAndAPackageIsRefused() throws IOException {
        Path image = Files.write(directory.resolve("a.bin"), former);
        Path deb = deb("old", "1", former, newer);
        assertThatThrownBy(() -> Difference.of(image, deb))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is a package, but " + image + " is an image")
                .hasMessageContaining("Give two images, two packages or two directories.");
    }

    @Test
    void ofADirectoryWithoutImagesIsRefused() {
        assertThatThrownBy(() -> Difference.of(directory, directory))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no image and no package is in this directory");
    }

    @Test
    void ofADirectoryWithTwoVersionsOfAPackageIsRefused() throws IOException {
        Path old = deb("old", "1", former, former);
        Files.copy(deb("new", "2", former, former), old.resolveSibling("site_2_all.deb"));
        assertThatThrownBy(() -> Difference.of(directory.resolve("old"), directory.resolve("old")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("site_2_all.deb: the same package as site_1_all.deb");
    }

    @Test
    void ofAFileThatIsNothingOfTheKindIsRefused() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "text");
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> Difference.of(text, text)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> Difference.of(missing, text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("missing: no such file");
    }

    @Test
    void asTextHasNoControlCharacters() throws IOException {
        Path one = Files.write(
                directory.resolve("a.bin"),
                ComparedImages.image(List.of("normal"), "echo \u001b[2J\r\n").toByteArray());
        Path other = Files.write(directory.resolve("b.bin"), former);
        assertThat(String.join("", DifferenceText.of(Difference.of(one, other))))
                .contains("echo ?[2J?")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void asJsonHasTheNamesOfTheRecords() throws IOException {
        Path one = Files.write(directory.resolve("a.bin"), former);
        Path other = Files.write(directory.resolve("b.bin"), newer);
        JsonObject json = JsonParser.parseString(DifferenceJson.of(Difference.of(one, other)))
                .getAsJsonObject();
        assertThat(json.get("format").getAsString()).isEqualTo("grub-xen-difference");
        assertThat(json.get("version").getAsInt()).isEqualTo(1);
        assertThat(json.get("differentImages").getAsInt()).isEqualTo(1);
        JsonObject modules = json.getAsJsonArray("items")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("parts")
                .get(0)
                .getAsJsonObject();
        assertThat(modules.get("name").getAsString()).isEqualTo("modules");
        assertThat(modules.getAsJsonObject("names")
                        .getAsJsonArray("added")
                        .get(0)
                        .getAsString())
                .isEqualTo("echo");
    }

    private static Part part(Item item, String name) {
        return item.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + item.parts()));
    }

    /** The paths of everything in a package, as dpkg-deb lists them. */
    private Set<String> listed(Path deb) throws IOException {
        return Tools.run(directory, "dpkg-deb", "-c", deb.toString())
                .lines()
                .map(line -> line.replaceFirst(".*? \\./", "").replaceFirst(" -> .*", ""))
                .map(path -> path.replaceFirst("/$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void build(String name, String version, byte[] a, byte[] b) throws IOException {
        Path images = Files.createDirectories(directory.resolve(name).resolve("grub-xen/images"));
        Files.write(images.resolve("a.bin"), a);
        Files.write(images.resolve("b.bin"), b);
        deb(name, version, a, b);
    }

    private Path deb(String place, String version, byte[] a, byte[] b) throws IOException {
        DebBuilder deb = new DebBuilder("site")
                .file("usr/lib/site/a.bin", a)
                .file("usr/lib/site/b.bin", b)
                .control(
                        "control",
                        "Package: site\nVersion: " + version
                                + "\nArchitecture: all\nMaintainer: m <m@example.org>\nDescription: d\n");
        Path parent = Files.createDirectories(directory.resolve(place));
        return Files.write(parent.resolve("site_" + version + "_all.deb"), deb.toByteArray());
    }

    private Path write(String place, DebBuilder deb) throws IOException {
        return deb.write(Files.createDirectories(directory.resolve(place)));
    }
}
