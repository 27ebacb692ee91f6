// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the goal guest-config writes. */
class GuestConfigTest {
    private static final String BEFORE = "name = 'web1'\nbootloader = 'pygrub'\nvncpasswd = 'secret'\n";
    private static final String AFTER =
            "name = 'web1'\nkernel = \"/none/pvh.bin\"\ntype = \"pvh\"\nvncpasswd = 'secret'\n";

    @TempDir
    Path directory;

    private Goal goal = new Goal(Path.of(""));
    private Path file = Path.of("");

    @BeforeEach
    void aConfiguration() throws IOException {
        file = Files.writeString(directory.resolve("web1.cfg"), BEFORE);
        goal = new Goal(directory).set("domain", "web1.cfg").set("to", "pvh").set("image", "/none/pvh.bin");
    }

    @Test
    void writesAnotherFile() throws Exception {
        run("new/web1.cfg");
        assertThat(directory.resolve("new/web1.cfg")).hasContent(AFTER);
        assertThat(file).hasContent(BEFORE);
        assertThat(goal.lines())
                .contains("/none/pvh.bin is not on this machine, so its platform was not checked")
                .contains(
                        "--- " + file,
                        "+++ " + directory.resolve("new/web1.cfg"),
                        "-bootloader = 'pygrub'",
                        "+type = \"pvh\"");
    }

    @Test
    void changesTheFileItselfAndKeepsTheFormerOne() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(directory.resolve("link.cfg"), file);
        run("link.cfg");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent(AFTER);
        assertThat(directory.resolve("web1.cfg.bak")).hasContent(BEFORE);
        for (Path written : new Path[] {file, directory.resolve("web1.cfg.bak")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                    .isEqualTo("rw-r-----");
        }
    }

    @Test
    void aFileOfAnotherUserStaysHis() throws Exception {
        Tools.giveAway(file);
        run("web1.cfg");
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(65_534);
        assertThat(Files.getAttribute(directory.resolve("web1.cfg.bak"), "unix:uid"))
                .isEqualTo(65_534);
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        run("web1.cfg");
        var time = Files.getLastModifiedTime(file);
        run("web1.cfg");
        assertThat(goal.lines()).contains(file + " needs no change");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
        assertThat(Directories.list(directory)).hasSize(2);
    }

    @Test
    void noBackupTakesThePlaceOfAnother() throws Exception {
        run("web1.cfg");
        goal.set("to", "pv").set("image", "/none/pv.bin");
        run("web1.cfg");
        assertThat(directory.resolve("web1.cfg.bak")).hasContent(BEFORE);
        assertThat(directory.resolve("web1.cfg.bak.1")).hasContent(AFTER);
        Files.writeString(file, BEFORE);
        goal.set("to", "pvh").set("image", "/none/pvh.bin");
        run("web1.cfg");
        assertThat(directory.resolve("web1.cfg.bak.2")).doesNotExist();
        goal.set("backup", "web1.cfg.bak").set("to", "pv");
        fails("web1.cfg", "web1.cfg.bak already exists");
        goal.set("backup", "kept");
        run("web1.cfg");
        assertThat(directory.resolve("kept")).hasContent(AFTER);
    }

    @Test
    void aBackupIsNoGuestThatXendomainsStarts() throws Exception {
        Path auto = Files.createDirectory(directory.resolve("auto"));
        Files.writeString(auto.resolve("web1.cfg"), BEFORE);
        goal.set("domain", "auto/web1.cfg");
        fails("auto/web1.cfg", "would be started as a guest by xendomains");
        assertThat(auto.resolve("web1.cfg")).hasContent(BEFORE);
        goal.set("backup", "web1.before");
        run("auto/web1.cfg");
        assertThat(directory.resolve("web1.before")).hasContent(BEFORE);
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        goal.set("dryRun", true);
        run(null);
        assertThat(goal.lines()).contains("+type = \"pvh\"", "+++ " + file);
        run("web1.cfg");
        assertThat(file).hasContent(BEFORE);
        assertThat(Directories.list(directory)).hasSize(1);
    }

    @Test
    void anImageForTheOtherTypeIsRefused() throws Exception {
        Path image = directory.resolve("grub.bin");
        Files.write(
                image, GrubRelease.BOOKWORM.publishedImage(Platform.X86_64_XEN).toArray());
        goal.set("image", image);
        fails("web1.cfg", "is an image for x86_64-xen, which does not start as a pvh guest");
        goal.set("to", "pv");
        run("web1.cfg");
        assertThat(file).content().contains("kernel = \"" + image + "\"");
        Files.writeString(image, "no image");
        fails("web1.cfg", "grub.bin");
    }

    @Test
    void whatIsMissingOrWrongIsNamedByItsProperty() {
        fails(null, "grub-xen.output: no file to write");
        goal.set("image", "grub.bin");
        fails("web1.cfg", "grub-xen.image: 'grub.bin' is not an absolute path");
        goal.set("to", "hvm");
        fails("web1.cfg", "grub-xen.to: 'hvm' is not a type of guest. Use pvh or pv.");
        goal.set("domain", null);
        fails("web1.cfg", "grub-xen.domain: no configuration to read");
    }

    private void run(@Nullable String output) throws Exception {
        goal.set("output", output).run("guest-config", new GuestConfigMojo());
    }

    private void fails(@Nullable String output, String message) {
        assertThatThrownBy(() -> run(output))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(message);
    }
}
