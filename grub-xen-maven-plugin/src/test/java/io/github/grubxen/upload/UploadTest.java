// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.SmallDeb;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole uploads, and the programs that take them. */
class UploadTest extends UploadTestCase {
    @Test
    void namesTheChangelogThatIsCutOff() throws IOException {
        byte[] packed = SmallDeb.compress(".gz", "site (1) bookworm; urgency=low".getBytes(StandardCharsets.UTF_8));
        Path deb = new DebBuilder("site")
                .file("usr/share/doc/site/changelog.Debian.gz", Arrays.copyOf(packed, packed.length - 9))
                .write(directory);
        FinishedPackage site = FinishedPackage.read(deb);
        assertThatThrownBy(site::changelog)
                .isInstanceOf(BadInput.class)
                .hasMessage(deb + ": /usr/share/doc/site/changelog.Debian.gz: is cut off: its compressed data ends too"
                        + " early. Get the package again.");
    }

    @Test
    void isTheSameInAnotherTimeZoneAndLocale() throws IOException {
        Upload.Written written = write(false, "bookworm");
        String buildInfo = Files.readString(written.buildInfo());
        String changes = Files.readString(written.changes());
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Locale.setDefault(
                    new Locale.Builder().setLanguageTag("ar-EG-u-nu-arab").build());
            write(false, "bookworm");
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
        assertThat(written.buildInfo()).hasContent(buildInfo);
        assertThat(written.changes()).hasContent(changes);
    }

    @Test
    void theDistributionGivenReplacesThatOfTheChangelog() throws IOException {
        Upload.Written written = upload(Optional.of("trixie"), Optional.empty()).write(scratch.set());
        assertThat(written.distribution()).isEqualTo("trixie");
        assertThat(written.changes())
                .content()
                .contains("\nDistribution: trixie\n")
                .contains("\n site-boot (1:1.0~SNAPSHOT) trixie; urgency=high\n");
        assertThat(upload(Optional.empty(), Optional.empty())
                        .write(scratch.set())
                        .distribution())
                .isEqualTo("bookworm");
    }

    @Test
    void packagesOfSeveralSourcesAreSeveralUploads() throws IOException {
        Path other = directory.resolve("other_2_all.deb");
        Path root = Files.createDirectories(directory.resolve("other/DEBIAN"));
        Files.writeString(
                root.resolve("control"),
                "Package: other\nVersion: 2\nArchitecture: all\nMaintainer: m <m@example.org>\nDescription: d\n");
        Tools.run(directory, "dpkg-deb", "-b", "other", other.toString());
        List<Path> debs = new ArrayList<>(scratch.debs());
        debs.add(1, other);

        List<PackageSet> sets = PackageSet.of(debs);

        assertThat(sets)
                .extracting(set -> set.fileName(".changes"))
                .containsExactly("site-boot_1.0~SNAPSHOT_amd64.changes", "other_2_all.changes");
        Upload.Written written = upload(Optional.empty(), Optional.empty()).write(sets.get(1));
        ControlParagraph changes = ControlParagraph.readAll("changes", Files.readString(written.changes()))
                .get(0);
        assertThat(changes.get("Changes"))
                .contains("\nother (2) UNRELEASED; urgency=medium\n.\n  * Built with grub2 2.12-9.");
        assertThat(changes.get("Files").orElseThrow().lines().skip(1))
                .allMatch(line -> line.matches("[0-9a-f]{32} [0-9]+ - - other_2_all\\.(deb|buildinfo)"));
    }

    @Test
    void packagesInSeveralDirectoriesAreRefused() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Path moved = Files.move(
                scratch.debs().get(1), elsewhere.resolve(scratch.debs().get(1).getFileName()));
        assertThatThrownBy(() -> PackageSet.of(List.of(scratch.debs().get(0), moved)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "bookworm\nBinary: x", " bookworm"})
    void aDistributionThatIsNoneIsRefused(String distribution) {
        assertThatThrownBy(() -> write(false, distribution))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Distribution: ");
        assertThat(directory.resolve("site-boot_1.0~SNAPSHOT_amd64.changes")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Section: admin optional x.deb",
                "Section: admin\n 00 1 admin optional other.deb",
                "Priority: very high",
                "Source: Site Boot",
                "Source: site (1 2)"
            })
    void aPackageWhoseFieldsWouldAddToTheListsIsRefused(String field) throws IOException {
        Path root = Files.createDirectories(directory.resolve("odd/DEBIAN"));
        Files.writeString(
                root.resolve("control"),
                "Package: odd\nVersion: 2\nArchitecture: all\nMaintainer: m <m@example.org>\nDescription: d\n" + field
                        + "\n");
        Tools.run(directory, "dpkg-deb", "--nocheck", "-b", "odd", "odd_2_all.deb");
        assertThatThrownBy(() -> PackageSet.of(List.of(directory.resolve("odd_2_all.deb"))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("odd_2_all.deb, field " + field.substring(0, field.indexOf(':')));
    }

    @Test
    void whatGpgRefusesToSignLeavesTheFormerFiles() throws IOException {
        Upload.Written written = write(true, "bookworm");
        String buildInfo = Files.readString(written.buildInfo());
        String changes = Files.readString(written.changes());
        Upload refused = upload(Optional.of("trixie"), Optional.of(keys.gpg("wrong")));
        assertThatThrownBy(() -> refused.write(scratch.set())).hasMessageContaining("gpg with the key");
        assertThat(written.buildInfo()).hasContent(buildInfo);
        assertThat(written.changes()).hasContent(changes);
        leavesNothingElseBeside();
    }

    @Test
    void leavesNothingElseBeside() throws IOException {
        write(true, "bookworm");
        assertThat(Directories.list(directory).stream().map(file -> String.valueOf(file.getFileName())))
                .containsExactly(
                        "alpha_1.0~SNAPSHOT_all.deb",
                        "site-boot_1.0~SNAPSHOT_amd64.buildinfo",
                        "site-boot_1.0~SNAPSHOT_amd64.changes",
                        "source",
                        "zeta-boot_1.0~SNAPSHOT_amd64.deb");
    }
}
