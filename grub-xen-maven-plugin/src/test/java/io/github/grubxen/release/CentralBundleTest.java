// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.GpgHome;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staged files with this project's own POMs, and what is missing if one thing is taken away. */
class CentralBundleTest {
    private static final List<String> ARTIFACTS = List.of("grub-xen-parent", "grub-xen-maven-plugin");
    private static final String VERSION = "0.9.0";

    @TempDir
    Path directory;

    private Optional<GpgHome> key = Optional.empty();
    private Path plugin = Path.of("");
    private Path parent = Path.of("");

    @BeforeEach
    void stage() throws IOException {
        Tools.require("gpg", "md5sum", "sha1sum");
        key = Optional.of(GpgHome.withKeyOf("Nobody <nobody@example.org>"));
        parent = put("grub-xen-parent", "../pom.xml");
        plugin = put("grub-xen-maven-plugin", "pom.xml");
        for (String suffix : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
            Path jar = Path.of(plugin.toString().replace(".pom", suffix));
            try (OutputStream out = Files.newOutputStream(jar);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("README"));
                zip.write("read".getBytes(StandardCharsets.US_ASCII));
            }
            finish(jar);
        }
    }

    @AfterEach
    void endAgent() throws IOException {
        if (key.isPresent()) {
            key.get().close();
        }
    }

    @Test
    void thePomsOfThisProjectMeetTheRequirements() throws IOException {
        assertThat(problems()).isEmpty();
    }

    @Test
    void missingFilesAndWrongChecksumsAreFound() throws IOException {
        Path sources = Path.of(plugin.toString().replace(".pom", "-sources.jar"));
        for (String suffix : List.of("", ".asc", ".md5", ".sha1")) {
            Files.delete(Path.of(sources + suffix));
        }
        Files.delete(Path.of(plugin + ".asc"));
        Files.writeString(Path.of(parent + ".sha1"), "0".repeat(40));
        assertThat(problems())
                .containsExactlyInAnyOrder(
                        sources + ": is missing",
                        plugin + ".asc: is missing",
                        parent + ".sha1: is not the checksum of the file");
    }

    @Test
    void aSignatureOfAnotherFileIsFound() throws IOException {
        Files.copy(Path.of(parent + ".asc"), Path.of(plugin + ".asc"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(problems()).containsExactly(plugin + ".asc: gpg does not accept it as the signature of the file");
    }

    @Test
    void missingElementsAreFoundInThePomAndItsParent() throws IOException {
        String pom = Files.readString(parent);
        Files.writeString(
                parent,
                pom.replaceFirst("(?s)<scm .*?</scm>", "")
                        .replaceFirst("<name>GRUB for Xen</name>", "<repositories/>"));
        finish(parent);
        assertThat(problems())
                .contains(
                        parent + ": no <name>",
                        parent + ": no <scm><connection>",
                        plugin + ": no <scm><connection>",
                        parent + ": <repositories>, but Maven Central has to have everything")
                .doesNotContain(plugin + ": no <name>");
    }

    @Test
    void aSnapshotAndAnArtifactThatIsNotToBePublishedAreFound() throws IOException {
        Files.createDirectories(directory.resolve("io/github/grubxen/example-packages/1"));
        Path example = directory.resolve("io/github/grubxen/example-packages/1/example-packages-1.pom");
        Files.writeString(example, withVersion("../example-packages/pom.xml", "1-SNAPSHOT"));
        finish(example);
        List<String> problems = problems();
        assertThat(problems).anyMatch(line -> line.startsWith(example + ": is the POM of io.github.grubxen:example-"));
        assertThat(problems).anyMatch(line -> line.startsWith("artifacts: [example-packages, "));
        assertThat(problems).contains(example + ": the version is a SNAPSHOT");
    }

    private List<String> problems() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/test/java/io/github/grubxen/release/CentralBundle.java",
                directory.toString()));
        command.addAll(ARTIFACTS);
        Process java = start(command);
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed.lines()
                .filter(line -> !line.equals("Maven Central's requirements are met by 2 artifacts"))
                .toList();
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(key.orElseThrow().environment());
        return builder.start();
    }

    private Path put(String artifact, String pom) throws IOException {
        Path place = Files.createDirectories(
                directory.resolve("io/github/grubxen").resolve(artifact).resolve(VERSION));
        Path file = place.resolve(artifact + "-" + VERSION + ".pom");
        Files.writeString(file, withVersion(pom, VERSION));
        finish(file);
        return file;
    }

    private static String withVersion(String pom, String version) throws IOException {
        String text = Files.readString(Path.of(pom));
        return text.replace(text.replaceFirst("(?s).*?<version>([^<]*)</version>.*", "$1"), version);
    }

    private void finish(Path file) throws IOException {
        Files.writeString(
                Path.of(file + ".md5"),
                Tools.run(directory, "md5sum", file.toString()).substring(0, 32));
        Files.writeString(
                Path.of(file + ".sha1"),
                Tools.run(directory, "sha1sum", file.toString()).substring(0, 40));
        Tools.run(
                directory,
                key.orElseThrow().environment(),
                "gpg",
                "--batch",
                "--yes",
                "--armor",
                "--detach-sign",
                file.toString());
    }
}
