// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Digest;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.TarWriter.Entry;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal rebuild with the source in a project's POM: a source package of two files, built by the programs of this machine. */
class RebuildInAProjectTest {
    private static final String CONFIGURE = """
            #!/bin/sh
            for each; do case $each in PACKAGE_VERSION=*) version=${each#*=} ;; esac; done
            mkdir grub-core
            echo > config.h
            printf 'ascii.h widthspec.h:\\n' > Makefile
            printf 'all:\\n\\tcp ../../../code.c one.mod\\n' > grub-core/Makefile
            printf 'grub_modinfo_target_cpu=i386\\ngrub_modinfo_platform=xen\\ngrub_version="%s"\\n' "$version" \
              > grub-core/modinfo.sh
            """;

    @TempDir
    Path directory;

    private Path published;

    @BeforeEach
    void writeSourceAndPublishedModules() throws IOException {
        Tools.run(directory, "chmod", "a+x", directory.toString()); // if root runs this, nobody builds
        byte[] original = TarWriter.write(List.of(
                Entry.file("small-2.06/configure", CONFIGURE).mode(0755),
                Entry.file("small-2.06/code.c", "one\n"),
                Entry.file("small-2.06/grub-core/lib/gnulib/stdlib.in.h", ""),
                Entry.file("small-2.06/grub-core/lib/minilzo/minilzo.c", "")));
        byte[] debian = TarWriter.write(List.of(Entry.file("debian/copyright", "GPL-3+\n")));
        Files.write(directory.resolve("small_2.06.orig.tar.xz"), DebBuilder.xz(original));
        Files.write(directory.resolve("small_2.06-1.debian.tar.xz"), DebBuilder.xz(debian));
        StringBuilder sums = new StringBuilder();
        for (String file : List.of("small_2.06.orig.tar.xz", "small_2.06-1.debian.tar.xz")) {
            Path path = directory.resolve(file);
            sums.append("\n ").append(Digest.sha256(path) + " " + Files.size(path) + " " + file);
        }
        Files.writeString(
                directory.resolve("small_2.06-1.dsc"),
                "Format: 3.0 (quilt)\nSource: small\nVersion: 2.06-1\nBuild-Depends: mawk\nChecksums-Sha256:" + sums
                        + "\n");
        published = Files.createDirectories(directory.resolve("published/i386-xen"));
        Files.writeString(published.resolve("config.h"), "\n");
        Files.writeString(published.resolve("one.mod"), "one\n");
        Files.writeString(
                published.resolve("modinfo.sh"),
                "grub_modinfo_target_cpu=i386\ngrub_modinfo_platform=xen\ngrub_version=\"2.06-1\"\n");
    }

    @Test
    void theSourceOfThePomIsBuiltAndCompared() throws Exception {
        Goal goal = goal();
        assertThat(rebuild(goal)).isEmpty();
        assertThat(goal.lines())
                .contains("Building GRUB from source package small 2.06-1 with the programs of this machine")
                .contains("i386-xen: 3 of 3 files equal")
                .last()
                .isEqualTo("1 of 1 modules equal");
    }

    @Test
    void aDifferenceIsNamedAndFailsTheGoal() throws Exception {
        Files.writeString(published.resolve("one.mod"), "two\n");
        Goal goal = goal();
        assertThat(rebuild(goal))
                .get(InstanceOfAssertFactories.THROWABLE)
                .hasMessageContaining(
                        "was not built from source package small 2.06-1 in this way: 0 of 1 modules equal");
        assertThat(goal.errors()).anyMatch(line -> line.startsWith("i386-xen/one.mod"));
    }

    @Test
    void aPropertyThatDiffersFromThePomIsRefused() throws Exception {
        Goal goal = goal().set("source", "other_1-1.dsc");
        assertThat(rebuild(goal))
                .get(InstanceOfAssertFactories.THROWABLE)
                .hasMessageContaining("<grub><source>")
                .hasMessageContaining("small_2.06-1.dsc");
    }

    private Goal goal() throws Exception {
        DefaultPlexusConfiguration grub = new DefaultPlexusConfiguration("grub");
        DefaultPlexusConfiguration source = new DefaultPlexusConfiguration("source");
        source.addChild(new DefaultPlexusConfiguration("file", "small_2.06-1.dsc"));
        grub.addChild(source);
        return new Goal(directory)
                .element(grub)
                .set("published", directory.resolve("published"))
                .set("platforms", "i386-xen")
                .set("cache", directory.resolve("cache"));
    }

    /** The failure of the goal, if it fails. The test is skipped by name where the programs of a build are missing. */
    private static Optional<MojoFailureException> rebuild(Goal goal) throws IOException, MojoExecutionException {
        try {
            goal.run("rebuild", new RebuildMojo());
            return Optional.empty();
        } catch (MojoFailureException failure) {
            String message = String.valueOf(failure.getMessage());
            int missing = message.indexOf("missing: ");
            Tools.needEvenInCi(missing < 0, missing < 0 ? "" : message.substring(missing));
            return Optional.of(failure);
        }
    }
}
