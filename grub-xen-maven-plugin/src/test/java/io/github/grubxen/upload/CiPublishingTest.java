// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.CiTemplate;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step of the CI templates that publishes, run on packages of a build: with reprepro, and with aptly as the page has it. */
class CiPublishingTest extends UploadTestCase {
    private static final String OWNER = "archive@example.org";

    private Map<String, String> runner = Map.of();

    @BeforeEach
    void aRunnerWithPackagesAndAKey() throws IOException {
        Tools.require("gpg", "gpg-agent", "gpgv", "sh");
        Path changes = upload(Optional.of("bookworm"), Optional.empty())
                .write(PackageSet.of(List.of(scratch.debs().get(0))).get(0))
                .changes();
        Files.createSymbolicLink(directory.resolve("target"), changes.resolveSibling("."));
        runner = Map.of(
                "HOME", directory.toString(),
                "GNUPGHOME", gpgHome("runner").toString(),
                "SIGNING_KEY", newKey());
    }

    @Test
    void repreproMakesAnArchiveThatTheKeySigns() throws IOException {
        Tools.require("reprepro");
        run(CiTemplate.GITLAB.publishing());
        assertThat(Tools.run(directory, "reprepro", "-b", "archive", "list", "bookworm"))
                .isEqualTo("bookworm|main|amd64: zeta-boot 1:1.0~SNAPSHOT\n");
        isSigned("archive/dists/bookworm");
    }

    @Test
    void aptlyMakesAnArchiveThatTheKeySigns() throws IOException {
        Tools.require("aptly");
        String template = CiTemplate.GITLAB.publishing();
        Matcher aptly = Pattern.compile("(?ms)^```\n(aptly .*?)^```")
                .matcher(Files.readString(Path.of("src/site/markdown/ci.md")));
        assertThat(aptly.find()).isTrue();
        run(template.substring(0, template.indexOf("mkdir")) + aptly.group(1));
        assertThat(directory.resolve(".aptly/public/dists/bookworm/main/binary-amd64/Packages"))
                .content()
                .contains("Package: zeta-boot\n");
        isSigned(".aptly/public/dists/bookworm");
    }

    private void run(String script) throws IOException {
        Files.writeString(directory.resolve("step"), script);
        Tools.run(directory, runner, "sh", "-e", "step");
    }

    private void isSigned(String suite) throws IOException {
        Tools.run(directory, runner, "gpg", "--batch", "--output", "archive.gpg", "--export", OWNER);
        Tools.run(directory, "gpgv", "--keyring", "./archive.gpg", suite + "/InRelease");
    }

    /** A private key, made as the page says. */
    private String newKey() throws IOException {
        Map<String, String> own = Map.of("GNUPGHOME", gpgHome("owner").toString());
        String user = "Archive of our site <" + OWNER + ">";
        Tools.run(
                directory,
                own,
                "gpg",
                "--batch",
                "--passphrase",
                "",
                "--quick-generate-key",
                user,
                "default",
                "sign",
                "never");
        return Tools.run(directory, own, "gpg", "--batch", "--armor", "--export-secret-keys", OWNER);
    }

    private Path gpgHome(String name) throws IOException {
        Path home = Files.createDirectory(directory.resolve(name));
        Tools.run(directory, "chmod", "700", name);
        return home;
    }
}
