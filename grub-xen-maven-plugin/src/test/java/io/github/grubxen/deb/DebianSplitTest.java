// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.Template;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.DebSource;
import io.github.grubxen.source.ModulesDirectory;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two packages beside Debian's own, and what dpkg makes of them. */
class DebianSplitTest {
    private static final long TIME = 1_700_000_000;

    @TempDir
    static Path directory;

    private static String version = "";

    @BeforeAll
    static void build() throws IOException {
        Tools.require("dpkg", "dpkg-deb", "fakeroot", "dpkg-gencontrol", "tar", "ar");
        ModulesDirectory modules = new ModulesDirectory(directory.resolve("modules"));
        modules.fill(new DebSource(GrubRelease.BOOKWORM.deb("grub-xen-bin")), EnumSet.allOf(Platform.class));
        BakedConfig baked = new BakedConfig(Template.GUEST_CONFIG.filled(), Optional.empty(), TarAttributes.root(TIME));
        List<ImageDirectory.Named> images = new ArrayList<>();
        for (Platform platform : Platform.values()) {
            images.add(new ImageDirectory.Named("grub-" + platform + ".bin", platform, baked.config(), baked));
        }
        new ImageDirectory(images).writeTo(directory.resolve("images"), modules::tree, new SilentLog());
        version = DebVersion.of(modules.origin().version(), "1.0");
        DebianSplit split = new DebianSplit(metadata(modules), SplitNames.DEBIAN);
        DebWriter.write(split.host(directory.resolve("images")).recipe("host", metadata(modules)), directory);
        DebWriter.write(split.bin(modules).recipe("bin", metadata(modules)), directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grub-xen-host", "grub-xen-bin"})
    void haveDebiansPathsModesAndOwners(String name) throws IOException {
        assertThat(payload(deb(name))).containsExactlyElementsOf(payload(GrubRelease.BOOKWORM.deb(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grub-xen-host", "grub-xen-bin"})
    void haveTheBuildsTimeOnEverything(String name) throws IOException {
        String listed = Tools.run(
                directory,
                "sh",
                "-c",
                "dpkg-deb --fsys-tarfile '" + deb(name) + "' | tar -tv --full-time --utc; dpkg-deb --ctrl-tarfile '"
                        + deb(name) + "' | tar -tv --full-time --utc; ar tv '" + deb(name)
                        + "' | sed 's/Nov 14 22:13 2023/2023-11-14 22:13:20/'");
        assertThat(listed.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("2023-11-14 22:13:20"));
    }

    @Test
    void shipTheModulesUnchanged() throws IOException {
        assertThat(md5sums(deb("grub-xen-bin"))).containsAll(md5sums(GrubRelease.BOOKWORM.deb("grub-xen-bin")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grub-xen-host", "grub-xen-bin"})
    void haveDebiansControlFieldsWhereTheyDoNotDifferByDesign(String name) throws IOException {
        ControlParagraph ours = new DebArchive(deb(name)).control();
        ControlParagraph debians = new DebArchive(GrubRelease.BOOKWORM.deb(name)).control();
        for (String field : List.of("Package", "Architecture", "Section", "Priority", "Multi-Arch")) {
            assertThat(ours.get(field)).as(field).isEqualTo(debians.get(field));
        }
        assertThat(ours.get("Version")).contains(version);
        assertThat(ours.get("Built-Using"))
                .contains("grub2 (= " + debians.get("Version").orElseThrow() + ")");
        assertThat(ours.get("Depends"))
                .isEqualTo(name.endsWith("host") ? Optional.of("grub-xen-bin (= " + version + ")") : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"grub-xen-host", "grub-xen-bin"})
    void haveTheInstalledSizeThatDpkgGencontrolComputes(String name) throws IOException {
        Path source = Files.createDirectories(directory.resolve("source-" + name));
        Path debian = Files.createDirectories(source.resolve("debian"));
        Files.writeString(
                debian.resolve("control"),
                "Source: s\nMaintainer: m <m@example.org>\n\nPackage: " + name
                        + "\nArchitecture: any\nDescription: d\n");
        Files.writeString(
                debian.resolve("changelog"),
                "s (1) unstable; urgency=low\n\n  * x\n\n -- m <m@example.org>  Tue, 14 Nov 2023 22:13:20 +0000\n");
        Path staged = debian.resolve(name);
        Tools.run(source, "dpkg-deb", "-x", deb(name).toString(), staged.toString());
        Tools.run(source, "dpkg-deb", "-e", deb(name).toString(), staged + "/DEBIAN");
        Files.delete(staged.resolve("DEBIAN/control")); // made last, as md5sums
        Files.delete(staged.resolve("DEBIAN/md5sums"));
        String control = Tools.run(source, "dpkg-gencontrol", "-p" + name, "-Pdebian/" + name, "-O");
        assertThat(new DebArchive(deb(name)).control().get("Installed-Size"))
                .isEqualTo(ControlParagraph.readAll("dpkg-gencontrol", control)
                        .get(0)
                        .get("Installed-Size"));
    }

    @Test
    void installIntoARootAndVerifyClean() throws IOException {
        Path root = emptyRoot("root");
        String script = "dpkg --force-not-root --force-script-chrootless --root='" + root + "' --log=/dev/null -i '"
                + deb("grub-xen-bin") + "' '"
                + deb("grub-xen-host") + "' && dpkg --root='" + root + "' --verify && dpkg --root='" + root
                + "' --audit && echo CLEAN";
        assertThat(Tools.run(directory, "fakeroot", "sh", "-c", script))
                .contains("Setting up grub-xen-host (" + version + ")")
                .endsWith("\nCLEAN\n");
        assertThat(root.resolve("usr/lib/grub-xen/grub-i386-xen_pvh.bin"))
                .hasSameBinaryContentAs(directory.resolve("images/grub-i386-xen_pvh.bin"));
    }

    @Test
    void haveNothingThatLintianWarnsOfAndNoOverrideInVain() throws IOException {
        Tools.require("lintian");
        for (String name : List.of("grub-xen-host", "grub-xen-bin")) {
            ExternalProgram run = ExternalProgram.run(
                    List.of(
                            "lintian",
                            "--allow-root",
                            "--show-overrides",
                            deb(name).toString()),
                    Map.of(),
                    directory,
                    Duration.ofMinutes(5));
            assertThat(run.output())
                    .doesNotContain("mismatched-override", "unused-override")
                    .doesNotContainPattern("(?m)^[EWM]: ")
                    .contains("O: " + name + ": statically-linked-binary");
        }
    }

    /** As piuparts would: from Debian's packages to ours, and away again, with nothing left behind. */
    @Test
    void replaceDebiansOwnAndLeaveNothingBehind() throws IOException {
        Path root = emptyRoot("upgraded");
        String dpkg = "dpkg --force-not-root --force-script-chrootless --force-depends --root='" + root
                + "' --log=/dev/null ";
        StringBuilder script = new StringBuilder("set -e\n");
        for (String name : List.of("grub-common", "grub-xen-bin", "grub-xen-host")) {
            script.append(dpkg + "--unpack '" + GrubRelease.BOOKWORM.deb(name) + "'\n");
        }
        script.append(dpkg + "-i '" + deb("grub-xen-bin") + "' '" + deb("grub-xen-host") + "'\n");
        script.append(dpkg + "--verify grub-xen-bin grub-xen-host\n");
        script.append("test -d '" + root + "/usr/share/doc/grub-xen-bin' && test ! -L '" + root
                + "/usr/share/doc/grub-xen-bin'\n");
        script.append(dpkg + "--verify grub-common\n");
        script.append(dpkg + "--remove grub-xen-host grub-xen-bin\n" + dpkg
                + "--purge grub-xen-host grub-xen-bin grub-common\n");
        script.append("cd '" + root + "'; find . -mindepth 1 -not -path './var*' -not -path './etc*'; echo END\n");
        assertThat(Tools.run(directory, "fakeroot", "sh", "-c", script.toString()))
                .endsWith("\nEND\n")
                .doesNotContain("./usr");
    }

    @Test
    void thoseForAllGuestsLieBesideThem() throws IOException {
        ModulesDirectory modules = new ModulesDirectory(directory.resolve("modules"));
        PackageMetadata metadata = metadata(modules);
        DebianSplit split = new DebianSplit(metadata, SplitNames.ALL_GUESTS);
        Path host = DebWriter.write(split.host(directory.resolve("images")).recipe("host", metadata), directory);
        Path bin = DebWriter.write(split.bin(modules).recipe("bin", metadata), directory);
        for (Path deb : List.of(host, bin)) {
            ControlParagraph control = new DebArchive(deb).control();
            for (String field : List.of("Provides", "Replaces", "Conflicts", "Breaks")) {
                assertThat(control.get(field)).as(field).isEmpty();
            }
        }
        Path root = emptyRoot("both");
        String script = "dpkg --force-not-root --force-script-chrootless --root='" + root + "' --log=/dev/null -i '"
                + deb("grub-xen-bin") + "' '" + deb("grub-xen-host") + "' '" + bin + "' '" + host
                + "' && dpkg --root='" + root + "' --verify && echo CLEAN";
        assertThat(Tools.run(directory, "fakeroot", "sh", "-c", script)).endsWith("\nCLEAN\n");
        assertThat(root.resolve("usr/lib/grub-xen-all/grub-i386-xen_pvh.bin"))
                .hasSameBinaryContentAs(directory.resolve("images/grub-i386-xen_pvh.bin"));

        ModulesDirectory again = new ModulesDirectory(directory.resolve("modules-again"));
        again.fill(new DebSource(bin), EnumSet.of(Platform.I386_XEN));
        assertThat(again.path().resolve("i386-xen/ext2.mod"))
                .hasSameBinaryContentAs(modules.path().resolve("i386-xen/ext2.mod"));
    }

    @Test
    void areTheSameBytesWhenWrittenAgain() throws IOException {
        byte[] first = Files.readAllBytes(deb("grub-xen-host"));
        PackageMetadata metadata = metadata(new ModulesDirectory(directory.resolve("modules")));
        PackageRecipe recipe = new DebianSplit(metadata, SplitNames.DEBIAN)
                .host(directory.resolve("images"))
                .recipe("host", metadata);
        Path again = DebWriter.write(recipe, directory.resolve("again"));
        assertThat(again).hasBinaryContent(first);
    }

    private static Path emptyRoot(String name) throws IOException {
        Path root = directory.resolve(name);
        for (String part : List.of("info", "updates", "triggers")) {
            Files.createDirectories(root.resolve("var/lib/dpkg/" + part));
        }
        Files.writeString(root.resolve("var/lib/dpkg/status"), "");
        return root;
    }

    private static PackageMetadata metadata(ModulesDirectory modules) throws IOException {
        return new PackageMetadata(
                modules.origin(),
                "our-grub",
                version,
                Optional.empty(),
                "A Packager <packager@example.org>",
                Optional.empty(),
                modules.copyright(),
                Optional.empty(),
                Optional.empty(),
                PackageCompression.DEFAULT,
                TIME);
    }

    /** What a package has below /usr/lib, as dpkg-deb shows it, without times and sizes of images. */
    private static Set<String> payload(Path deb) throws IOException {
        Set<String> lines = new TreeSet<>();
        for (String line :
                Tools.run(directory, "dpkg-deb", "-c", deb.toString()).lines().toList()) {
            String[] fields = line.split("\\s+", 6);
            if (fields[5].startsWith("./usr/lib/")) {
                String size = fields[5].endsWith(".bin") ? "" : fields[2];
                lines.add(String.join(" ", fields[0], fields[1], size, fields[5]));
            }
        }
        return lines;
    }

    private static List<String> md5sums(Path deb) throws IOException {
        return Tools.run(directory, "dpkg-deb", "-I", deb.toString(), "md5sums")
                .lines()
                .filter(line -> line.contains("  usr/lib/"))
                .toList();
    }

    private static Path deb(String name) {
        return directory.resolve(name + "_" + version + "_amd64.deb");
    }
}
