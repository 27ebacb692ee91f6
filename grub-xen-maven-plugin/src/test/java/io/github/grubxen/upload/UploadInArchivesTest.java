// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads beside the programs that take them: reprepro and dput. */
class UploadInArchivesTest extends UploadTestCase {
    private static final String DISTRIBUTION = """
            Codename: bookworm
            Architectures: amd64 i386
            Components: main
            Tracking: minimal includechanges includebuildinfos
            """;

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
