// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The goal import on Makefiles that the real make and the real tools of GRUB run too. */
class ImportTest {
    /** A Makefile of the kind that sites have: an image for each config and platform. */
    private static final String MAKEFILE = """
            # images for the hosts of our site
            GRUB = grub-mkstandalone --fonts= --themes= --locales=
            FLAVOURS := $(patsubst %.cfg,%,$(wildcard *.cfg))
            MODULES = ext2 linux \\
              xzio part_gpt echo normal
            VERSION := $(shell git describe)

            all: $(FLAVOURS:%=%-x86_64-xen.bin) $(foreach f,$(FLAVOURS),$(f)-i386-xen_pvh.bin)

            %-x86_64-xen.bin: %.cfg
            \t$(GRUB) -O x86_64-xen -o $@ /boot/grub/grub.cfg=$<

            %-i386-xen_pvh.bin: %.cfg
            \t@for platform in i386-xen_pvh; do \\
            \t  $(GRUB) --format=$$platform --modules='part_gpt ext2' \\
            \t    --install-modules="$(MODULES)" -o $*-$$platform.bin "boot/grub/grub.cfg=$<" etc/motd=motd; \\
            \tdone

            clean:
            \trm -f *.bin
            .PHONY: all clean
            """;

    @TempDir
    Path directory;

    private Goal goal = new Goal(Path.of(""));
    private Path site = Path.of("");

    @BeforeEach
    void site() throws IOException {
        site = Files.createDirectories(directory.resolve("site"));
        Files.writeString(site.resolve("web.cfg"), "set root=xen/xvda\nlinux /vmlinuz root=/dev/xvda\nboot\n");
        Files.writeString(site.resolve("db.cfg"), "echo a@b.example @flavour@ $root\n");
        Files.writeString(site.resolve("motd"), "welcome\n");
        Files.writeString(site.resolve("Makefile"), MAKEFILE);
        goal = new Goal(directory)
                .set("makefile", site.resolve("Makefile"))
                .set("output", directory.resolve("project"));
    }

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void makesTheImagesThatMakeMade(GrubRelease release) throws Exception {
        make(release);
        goal.set("built", site).set("directory", release.grubDirectory().toAbsolutePath());
        run();
        String same = release == GrubRelease.BOOKWORM ? "the same contents as " : "the same bytes as ";
        assertThat(goal.lines().stream().filter(line -> line.contains(same))).hasSize(4);
        assertThat(goal.warnings()).isEmpty();
    }

    @Test
    void writesAnImageForEachConfigAndItsPlatforms() throws Exception {
        run();
        String pom = Files.readString(directory.resolve("project/pom.xml"));
        assertThat(pom)
                .contains("<name>db-@platform@.bin</name>", "<config>src/main/grub/web.cfg</config>")
                .contains("<layout>standalone</layout>", "<modules>all</modules>")
                .contains("<modules>ext2, linux, xzio, part_gpt, echo, normal</modules>")
                .contains("<source>src/main/files/motd</source>", "<target>etc/motd</target>")
                .contains("<preload>", "<goal>modules</goal>", "<goal>images</goal>");
        assertThat(pom.split("<image>")).hasSize(5);
        assertThat(directory.resolve("project/src/main/grub/db.cfg"))
                .hasContent("echo a@@b.example @@flavour@@ $root\n");
        assertThat(directory.resolve("project/src/main/grub/web.cfg")).hasSameBinaryContentAs(site.resolve("web.cfg"));
    }

    @Test
    void putsThePlatformsOfLikeImagesTogether() throws Exception {
        Files.writeString(
                site.resolve("Makefile"),
                "P = i386-xen x86_64-xen i386-xen_pvh\nall: $(P:%=web-%.bin)\nweb-%.bin: web.cfg\n"
                        + "\tgrub-mkstandalone -O $* -o $@ boot/grub/grub.cfg=$<\n");
        run();
        assertThat(Files.readString(directory.resolve("project/pom.xml")).split("<image>"))
                .hasSize(2);
    }

    @Test
    void reportsAnImageThatDiffers() throws Exception {
        make(GrubRelease.TRIXIE);
        Files.writeString(site.resolve("web.cfg"), "echo changed\n");
        goal.set("built", site)
                .set("directory", GrubRelease.TRIXIE.grubDirectory().toAbsolutePath());
        assertThatThrownBy(this::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("web-x86_64-xen.bin, web-i386-xen_pvh.bin differ");
        assertThat(goal.errors()).contains("web-x86_64-xen.bin: the file boot/grub/grub.cfg has other bytes");
    }

    @Test
    void overwritesNothing() throws Exception {
        run();
        run();
        Files.writeString(directory.resolve("project/src/main/grub/web.cfg"), "mine\n");
        assertThatThrownBy(this::run).hasMessageContaining("another file is there already");
        assertThat(directory.resolve("project/src/main/grub/web.cfg")).hasContent("mine\n");
    }

    private void run() throws Exception {
        goal.run("import", new ImportMojo());
    }

    /** Runs make with the tools of a release. */
    private void make(GrubRelease release) throws IOException {
        Tools.require("make", "sh");
        Path bin = Files.createDirectories(directory.resolve("bin"));
        for (String tool : List.of("grub-mkstandalone", "grub-mkimage")) {
            Path script = bin.resolve(tool);
            Files.writeString(
                    script,
                    "#!/bin/sh\nfor w do case $w in -O) next=1;; --format=*) p=${w#*=};; *) [ -z \"$next\" ] || p=$w; next=;; esac; done\n"
                            + String.join(" ", release.command(tool)) + " -d "
                            + release.grubDirectory().toAbsolutePath() + "/$p \"$@\"\n");
            script.toFile().setExecutable(true);
        }
        Tools.run(site, Map.of("PATH", bin + ":" + System.getenv("PATH")), "make", "-s");
    }
}
