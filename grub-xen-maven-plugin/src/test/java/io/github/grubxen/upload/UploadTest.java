// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
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
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole uploads, and the programs that take them. */
class UploadTest {
    private static final String DISTRIBUTION = """
            Codename: bookworm
            Architectures: amd64 i386
            Components: main
            Tracking: minimal includechanges includebuildinfos
            """;

    @TempDir
    static Path home;

    private static Keys keys = new Keys(Path.of("."), "");

    @TempDir
    Path directory;

    private Scratch scratch = new Scratch(Path.of("."), Path.of("."));

    @BeforeAll
    static void makeAKey() throws IOException {
        keys = Keys.in(home);
    }

    @BeforeEach
    void makePackages() throws IOException {
        scratch = Scratch.in(directory);
    }

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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void repreproTakesItIn(boolean signed) throws IOException {
        Tools.require("reprepro");
        Path conf = Files.createDirectories(directory.resolve("archive/conf"));
        Files.writeString(conf.resolve("distributions"), DISTRIBUTION + (signed ? "Uploaders: uploaders\n" : ""));
        Files.writeString(conf.resolve("uploaders"), "allow * by key " + keys.fingerprint() + "\n");

        Path changes = write(signed, "bookworm").changes();

        include(changes);
        assertThat(reprepro("list", "bookworm"))
                .contains("bookworm|main|amd64: zeta-boot 1:1.0~SNAPSHOT")
                .contains("bookworm|main|i386: alpha 1:1.0~SNAPSHOT");
        try (var files = Files.walk(directory.resolve("archive/pool"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .contains("site-boot_1.0~SNAPSHOT_amd64.buildinfo", "zeta-boot_1.0~SNAPSHOT_amd64.deb");
        }
    }

    @Test
    void repreproRefusesItWithABuildinfoThatWasChanged() throws IOException {
        Tools.require("reprepro");
        Path conf = Files.createDirectories(directory.resolve("archive/conf"));
        Files.writeString(conf.resolve("distributions"), DISTRIBUTION);
        Upload.Written written = write(false, "bookworm");
        Files.writeString(
                written.buildInfo(), Files.readString(written.buildInfo()).replace("1.0", "1.1"));
        assertThatThrownBy(() -> include(written.changes())).hasMessageContaining("buildinfo");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dputTakesItWhenItsDistributionIsSet(boolean signed) throws IOException {
        Path changes = write(signed, "bookworm").changes();
        assertThat(dput(changes, signed))
                .contains("site-boot_1.0~SNAPSHOT_amd64.changes to localhost")
                .contains("Simulated upload.");
    }

    @Test
    void dputRefusesItWithoutADistribution() throws IOException {
        Path changes = write(false, null).changes();
        assertThat(Files.readString(changes)).contains("\nDistribution: UNRELEASED\n");
        assertThatThrownBy(() -> dput(changes, false)).hasMessageContaining("UNRELEASED");
    }

    @Test
    void dputRefusesASignedOneThatWasChanged() throws IOException {
        Path changes = write(true, "bookworm").changes();
        Files.writeString(changes, Files.readString(changes).replace("Urgency: high", "Urgency: low"));
        assertThatThrownBy(() -> dput(changes, true)).isInstanceOf(BadInput.class);
    }

    @Test
    void theDigestsInASignedUploadAreThoseOfTheSignedFiles() throws IOException {
        Upload upload = upload(Optional.of("bookworm"), Optional.of(keys.gpg(Keys.PASSPHRASE)));
        upload.signPackages(PackageSet.of(scratch.debs()));
        Upload.Written written = upload.write(scratch.set());

        String changes = keys.gpg("--decrypt", written.changes().toString());
        String buildInfo = keys.gpg("--decrypt", written.buildInfo().toString());
        for (Path deb : scratch.debs()) {
            assertThat(changes).contains(Digest.sha256(deb) + " " + Files.size(deb) + " " + deb.getFileName());
            assertThat(buildInfo).contains(Digest.sha256(deb) + " " + Files.size(deb) + " " + deb.getFileName());
        }
        assertThat(changes).contains(Digest.sha256(written.buildInfo()));
        repreproTakesItIn(true);
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

    private Upload.Written write(boolean signed, @org.jspecify.annotations.Nullable String distribution)
            throws IOException {
        PackageSet set = scratch.set();
        if (distribution == null) {
            Files.delete(scratch.debs().get(1));
            set = PackageSet.of(List.of(withoutChangelog())).get(0);
        }
        return upload(
                        Optional.ofNullable(distribution),
                        signed ? Optional.of(keys.gpg(Keys.PASSPHRASE)) : Optional.empty())
                .write(set);
    }

    private Path withoutChangelog() throws IOException {
        Path root = scratch.source().resolve("debian/zeta-boot");
        Directories.delete(root.resolve("usr"));
        Tools.run(directory, "dpkg-deb", "--root-owner-group", "-b", root.toString(), ".");
        return scratch.debs().get(0);
    }

    private static Upload upload(Optional<String> distribution, Optional<Gpg> signer) {
        return new Upload(Scratch.inputs(), distribution, signer);
    }

    private void include(Path changes) throws IOException {
        reprepro("include", "bookworm", changes.toString());
    }

    private String reprepro(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("reprepro", "-b", "archive"));
        command.addAll(List.of(arguments));
        return Tools.run(directory, Map.of("GNUPGHOME", home.toString()), command.toArray(String[]::new));
    }

    private String dput(Path changes, boolean signed) throws IOException {
        Tools.require("dput");
        Path incoming = Files.createDirectories(directory.resolve("incoming"));
        Path config = Files.writeString(directory.resolve("dput.cf"), """
                [DEFAULT]
                method = local
                incoming = %s
                allow_unsigned_uploads = %d
                run_dinstall = 0
                check_version = 0
                scp_compress = 0
                post_upload_command =
                pre_upload_command =
                passive_ftp = 1
                default_host_main =
                hash = md5
                allow_dcut = 0
                login = *
                fqdn = localhost
                allowed_distributions = (?!UNRELEASED|.*-security)
                progress_indicator = 0
                [scratch]
                """.formatted(incoming, signed ? 0 : 1));
        return Tools.run(
                directory,
                Map.of("GNUPGHOME", home.toString()),
                "dput",
                "--simulate",
                "--config",
                config.toString(),
                "scratch",
                changes.toString());
    }
}
