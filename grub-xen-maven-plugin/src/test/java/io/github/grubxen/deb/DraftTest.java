// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.SourcePackage;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages of one's own as dpkg installs, upgrades, removes and purges them. */
class DraftTest {
    private static final long TIME = 1_700_000_000;

    private static final Place HERE = new Place.Named("here");

    @TempDir
    Path directory;

    @Test
    void twoVersionsLieSideBySideWhateverTheLinksPackageConflictsWith() throws IOException {
        Path image = Files.writeString(directory.resolve("web.bin"), "image");
        String script = dpkg("root");
        for (String version : List.of("1.0~1", "1.0-1")) {
            PackageMetadata metadata = metadata(version);
            BinaryControl control = metadata.control("site", "images")
                    .with("Provides", "xen-images")
                    .with("Conflicts", "xen-images")
                    .with("Breaks", "other")
                    .with("Essential", "no");
            VersionedImages split = new VersionedImages("site", version, "usr/lib/site").check("here");
            Payload images = Payload.ofImages(split.images(List.of(image)));
            Path deb = write(Draft.of(split.fieldsOfImages(control), images), metadata);
            Payload links = new Payload(List.of(), List.of(), split.links(List.of(image)));
            Path link = write(Draft.of(split.depending(control), links), metadata);
            script += "$dpkg -i '" + deb + "' '" + link + "'\n";
            assertThat(Tools.run(
                            directory, "dpkg-deb", "-f", deb.toString(), "Provides", "Conflicts", "Breaks", "Source"))
                    .isEqualTo("Source: site\n");
        }
        script += "$dpkg --verify\ncd \"$root/usr/lib/site\"; ls; readlink web.bin; $dpkg --purge site\n"
                + "$dpkg --purge site-1.0..1 site-1.0-1\n" + LEFT;
        assertThat(Tools.run(directory, "fakeroot", "sh", "-c", script))
                .contains("\nweb-1.0-1.bin\nweb-1.0~1.bin\nweb.bin\nweb-1.0-1.bin\n")
                .endsWith("\nEND\n")
                .doesNotContain("./usr");
    }

    @Test
    void aVersionThatCouldBeTakenForAnotherIsRefused() {
        assertThatThrownBy(() -> new VersionedImages("site", "1.0..1", "usr/lib/site").check("here"))
                .hasMessageContaining("here: '1.0..1' has two dots");
    }

    @Test
    void aDocDirectoryBecomesALinkAndNothingStaysBehind() throws IOException {
        PackageMetadata before = metadata("1.0");
        Path old = write(Draft.of(before.control("site-modules", "modules"), Payload.none()), before);
        PackageMetadata metadata = metadata("2.0");
        BinaryControl control =
                metadata.control("site-modules", "modules").with("Depends", "site (= 2.0), other | another");
        Texts linked = new Texts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("site"));
        TreeMap<String, Bytes> own = new TreeMap<>(Map.of("postinst", bytes("#!/bin/sh -e\necho \"own $1\"\n")));
        Path fresh = write(new Draft(control, Payload.none(), own, List.of(), linked), metadata);
        Path site = write(Draft.of(metadata.control("site", "images"), Payload.none()), metadata);
        String doc = "\"$root/usr/share/doc/site-modules\"";
        String script = dpkg("docs") + "$dpkg --force-depends -i '" + old + "' '" + site + "'\ntest -d " + doc + "\n"
                + "$dpkg --force-depends -i '" + fresh + "'\nreadlink " + doc + "\nls " + doc
                + "/copyright\n$dpkg --verify\n"
                + "$dpkg --purge site-modules site\n" + LEFT;
        assertThat(Tools.run(directory, "fakeroot", "sh", "-c", script))
                .contains("\nown configure\n", "\nsite\n")
                .endsWith("\nEND\n")
                .doesNotContain("./usr");

        for (String needed : List.of("other", "another", "site2")) {
            Texts notNeeded = new Texts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(needed));
            assertThatThrownBy(() -> new Draft(control, Payload.none(), new TreeMap<>(), List.of(), notNeeded)
                            .recipe("here", metadata))
                    .hasMessageContaining("here: the package does not depend on " + needed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../foo", "Foo", "a"})
    void aDocLinkThatIsNoPackageIsRefused(String name) {
        Texts linked = new Texts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(name));
        assertThatThrownBy(() -> new Draft(
                                metadata("1").control("site-modules", "d"),
                                Payload.none(),
                                new TreeMap<>(),
                                List.of(),
                                linked)
                        .recipe("here", metadata("1")))
                .hasMessageContaining("here: the documentation cannot be a link to '" + name
                        + "', because that is not the name of a package");
    }

    @Test
    void stepsGoOnTopOfAShellsScriptAndIntoNoOther() throws IOException {
        TreeMap<String, Bytes> scripts = new TreeMap<>(Map.of("postrm", bytes("#!/usr/bin/perl\n")));
        assertThatThrownBy(() -> MaintainerScripts.add(scripts, "dir_to_symlink /a b"))
                .hasMessageContaining("no script of a shell");
    }

    @Test
    void overridesNameTheFilesOfGrubAlone() throws IOException {
        Payload payload = new Payload(
                List.of(file("usr/lib/site/web.img"), file("boot/xen/pvboot-i386.elf")),
                List.of(file("opt/grub/i386-xen/kernel.img"), file("opt/grub/i386-xen/ext2.mod")),
                List.of(file("usr/bin/x.bin"), file("usr/lib/other/kernel.img")));
        assertThat(Overrides.needed("site", payload, false, false)
                        .orElseThrow()
                        .utf8()
                        .lines()
                        .filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "site: statically-linked-binary *usr/lib/site/web.img*",
                        "site: statically-linked-binary *opt/grub/i386-xen/kernel.img*",
                        "site: unstripped-binary-or-object *opt/grub/i386-xen/*.mod*");
        assertThat(Overrides.needed("site", new Payload(List.of(), List.of(), payload.others()), false, false))
                .isEmpty();
    }

    /** Images outside a known directory, a Debian revision, a doc directory that is a link: each draws tags that are no faults. */
    @Test
    void lintianWarnsOfNothing() throws IOException {
        Tools.require("lintian");
        PackageMetadata metadata = metadata("1.4-1");
        Path image = GrubRelease.BOOKWORM.unpacked("grub-xen-host").resolve("usr/lib/grub-xen/grub-i386-xen.bin");
        PackageEntry web = new PackageEntry.RegularFile("usr/lib/site/web.img", 0644, PackageEntry.Content.of(image));
        String description = "images of a site\nThey boot guests, with a configuration of the site's own in each.";
        Texts linked = new Texts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("site"));
        for (Draft draft : List.of(
                Draft.of(metadata.control("site", description), Payload.ofImages(List.of(web))),
                new Draft(
                        metadata.control("site-more", description + " More.").with("Depends", "site (= 1.4-1)"),
                        Payload.ofImages(List.of(new PackageEntry.RegularFile(
                                "usr/lib/site/more.img", 0644, PackageEntry.Content.of(image)))),
                        new TreeMap<>(),
                        List.of(),
                        linked))) {
            assertThat(Lintian.usual().check(List.of(write(draft, metadata))).failures())
                    .isEmpty();
        }
    }

    @Test
    void allPackagesOfABuildHaveTheChangelogOfTheirSource() throws IOException {
        PackageMetadata metadata = metadata("1.4-1");
        for (String name : List.of("site", "site-1.4-1", "site-modules")) {
            SourcePackage source = SourcePackage.of(HERE, metadata.control(name, "d"));
            assertThat(metadata.changelog(source).bytes().utf8()).startsWith("site (1.4-1) bookworm; urgency=medium\n");
        }
        SourcePackage other =
                SourcePackage.of(HERE, metadata.control("site", "d").with("Source", "grub-site (9.9)"));
        assertThat(metadata.changelog(other).bytes().utf8()).startsWith("grub-site (9.9) bookworm; ");
    }

    @Test
    void aFileInTwoPackagesIsFound() throws IOException {
        SharedPaths.Installed one =
                new SharedPaths.Installed(metadata("1").control("one", "d").fields(), Set.of("lib/a"));
        ControlParagraph two = metadata("1").control("two", "d").fields();
        Set<String> paths = Set.of("usr/lib/a");
        assertThat(SharedPaths.of(List.of(one, new SharedPaths.Installed(two, paths))))
                .containsExactly(new SharedPaths.Shared("usr/lib/a", "one", "two"));
        assertThat(SharedPaths.of(List.of(one, new SharedPaths.Installed(two.with("Replaces", "one (<< 2)"), paths))))
                .isEmpty();
    }

    private static final String LEFT =
            "cd \"$root\"; find . -mindepth 1 -not -path './var*' -not -path './etc*'; echo END\n";

    private String dpkg(String name) throws IOException {
        Tools.require("dpkg", "fakeroot");
        Path root = directory.resolve(name);
        for (String part : List.of("info", "updates", "triggers")) {
            Files.createDirectories(root.resolve("var/lib/dpkg/" + part));
        }
        Files.writeString(root.resolve("var/lib/dpkg/status"), "");
        return "set -e\nroot='" + root + "'\ndpkg='dpkg --force-not-root --force-script-chrootless --root=" + root
                + " --log=/dev/null'\n";
    }

    private Path write(Draft draft, PackageMetadata metadata) throws IOException {
        return DebWriter.write(draft.recipe("here", metadata), directory);
    }

    private static PackageMetadata metadata(String version) {
        return new PackageMetadata(
                new GrubOrigin("grub2", "2.12-9"),
                "site",
                version,
                Optional.of("bookworm"),
                "A Packager <packager@example.org>",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PackageCompression.DEFAULT,
                TIME);
    }

    private static PackageEntry file(String path) {
        return new PackageEntry.RegularFile(path, 0644, PackageEntry.Content.of(bytes("x")));
    }

    private static Bytes bytes(String text) {
        return Bytes.of("text", text.getBytes(StandardCharsets.UTF_8));
    }
}
