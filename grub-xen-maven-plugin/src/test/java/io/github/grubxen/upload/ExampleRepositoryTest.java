// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.testing.GpgHome;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script that makes an apt repository of the example packages, and the real apt that reads the repository. */
class ExampleRepositoryTest extends UploadTestCase {
    private static final String OWNER = "archive@example.org";
    private static final Path SCRIPT =
            Path.of("../example-packages/apt-repository.sh").toAbsolutePath().normalize();

    private Optional<GpgHome> key = Optional.empty();

    @BeforeEach
    void makeTheArchivesKey() throws IOException {
        Tools.require("reprepro", "gpg", "gpg-agent", "apt-get");
        key = Optional.of(GpgHome.withKeyOf("Archive of our site <" + OWNER + ">"));
    }

    @AfterEach
    void removeTheKey() throws IOException {
        if (key.isPresent()) {
            key.get().close();
        }
    }

    @Test
    void aptFetchesThePackagesOfTheRepository() throws IOException {
        assertThat(make()).contains("The repository is " + directory + "/archive/public");
        apt("update");
        apt("download", "zeta-boot");
        assertThat(directory.resolve("zeta-boot_1%3a1.0~SNAPSHOT_amd64.deb"))
                .hasSameBinaryContentAs(scratch.debs().get(0));
    }

    @Test
    void aptRefusesAChangedRepository() throws IOException {
        make();
        Path inRelease = directory.resolve("archive/public/dists/trixie/InRelease");
        Files.writeString(inRelease, Files.readString(inRelease).replace("Description: GRUB", "Description: Other"));
        assertThatThrownBy(() -> apt("update")).hasMessageContaining("BADSIG");
    }

    @Test
    void aSecondRunAddsNothingAndASecondSuiteIsAdded() throws IOException {
        make();
        String conf = Files.readString(directory.resolve("archive/conf/distributions"));
        make();
        assertThat(directory.resolve("archive/conf/distributions")).hasContent(conf);
        run("forky", OWNER, scratch.debs().get(1).toString());
        assertThat(Tools.run(directory, "reprepro", "-b", "archive", "list", "forky"))
                .isEqualTo("forky|main|amd64: alpha 1:1.0~SNAPSHOT\n");
    }

    @Test
    void aMissingKeyOrPackageIsNamed() {
        assertThatThrownBy(() -> run(
                        "trixie", "nobody@example.org", scratch.debs().get(0).toString()))
                .hasMessageContaining("nobody@example.org: gpg has no such secret key");
        assertThatThrownBy(() -> run("trixie", OWNER, "none.deb")).hasMessageContaining("none.deb: no such package");
    }

    private String make() throws IOException {
        return run(
                "trixie",
                OWNER,
                scratch.debs().get(0).toString(),
                scratch.debs().get(1).toString());
    }

    private String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString(), "archive"));
        command.addAll(List.of(arguments));
        return Tools.run(directory, key.orElseThrow().environment(), command.toArray(String[]::new));
    }

    /** Runs apt with the file that the script wrote as its only source. */
    private void apt(String... arguments) throws IOException {
        for (String place : List.of("lists/partial", "cache/archives/partial")) {
            Files.createDirectories(directory.resolve("apt").resolve(place));
        }
        Files.writeString(directory.resolve("apt/status"), "");
        Files.writeString(directory.resolve("apt/conf"), """
                Dir::Etc::main "/dev/null";
                Dir::Etc::parts "/dev/null";
                Dir::Etc::sourcelist "%1$s/archive/public/grub-xen.sources";
                Dir::Etc::sourceparts "/dev/null";
                Dir::State::status "%1$s/apt/status";
                Dir::State::lists "%1$s/apt/lists";
                Dir::Cache "%1$s/apt/cache";
                APT::Architecture "amd64";
                APT::Sandbox::User "root";
                APT::Update::Error-Mode "any";
                """.formatted(directory));
        List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
        command.addAll(List.of(arguments));
        Tools.run(
                directory,
                Map.of("APT_CONFIG", directory.resolve("apt/conf").toString()),
                command.toArray(String[]::new));
    }
}
