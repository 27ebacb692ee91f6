// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What grub-reboot and grub-set-default write, and a guest's grub.cfg reads, from our configs: in grub-emu, with a disk image. */
class SavedDefaultTest {
    private static final Pattern SHOWN = Pattern.compile("@<([^>]*)> <([^>]*)> <([^>]*)>");

    /** The second stage's name where grub-emu runs, which is no PV guest, on a processor of 64 bits. */
    private static final String STAGE = "boot/xen/pvhboot-x86_64.elf";

    /** As grub-mkconfig writes it: the entry for the next boot alone is taken out of the file before it is started. */
    private static final String CONFIG = """
            if [ -s $prefix/grubenv ]; then load_env; fi
            echo "@<$next_entry> <$boot_once> <$prefix>"
            if [ "$next_entry" ]; then set next_entry=; save_env next_entry; set boot_once=true; fi
            exit
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = Template.class,
            names = {"GUEST_CONFIG", "SECOND_STAGE"})
    void anEntryForTheNextBootIsStartedOnce(Template template) throws Exception {
        for (String place : new String[] {"boot/grub", "boot/grub2", "grub"}) {
            Path disk = disk(place, "mke2fs", "-q", "-t", "ext2", "-d");
            assertThat(shown(template, disk)).as(place).isEqualTo("second,,(hd0)/" + place);
            assertThat(shown(template, disk)).as(place).isEqualTo(",,(hd0)/" + place);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Template.class,
            names = {"GUEST_CONFIG", "SECOND_STAGE"})
    void nothingIsSavedWithoutAnEnvironmentFile(Template template) throws Exception {
        Path disk = disk("", "mke2fs", "-q", "-t", "ext2", "-d");
        assertThat(shown(template, disk)).startsWith(",true,");
    }

    @ParameterizedTest
    @EnumSource(
            value = Template.class,
            names = {"GUEST_CONFIG", "SECOND_STAGE"})
    void nothingIsSavedWhereDataHasChecksums(Template template) throws Exception {
        for (String place : new String[] {"boot/grub", "@/boot/grub2"}) {
            Path disk = disk(place, "mkfs.btrfs", "-q", "-r");
            assertThat(shown(template, disk)).as(place).isEqualTo("second,true,(hd0)/" + place);
        }
    }

    @Test
    void theSecondStageTakesTheDirectoryBesideItWhetherItHasAnEnvironmentFileOrNot() throws Exception {
        for (String root : new String[] {"root", "root-boot-grub"}) {
            Files.createDirectories(directory.resolve(root + "/boot/xen"));
            Files.writeString(directory.resolve(root + "/" + STAGE), "x");
        }
        Path without = disk("", "mke2fs", "-q", "-t", "ext2", "-d");
        assertThat(shown(Template.SECOND_STAGE, without)).isEqualTo(",true,(hd0)/boot/grub");
        Path with = disk("boot/grub", "mke2fs", "-q", "-t", "ext2", "-d");
        assertThat(shown(Template.SECOND_STAGE, with)).isEqualTo("second,,(hd0)/boot/grub");
        assertThat(shown(Template.SECOND_STAGE, with)).isEqualTo(",,(hd0)/boot/grub");
    }

    /** A disk with a grub.cfg, and an environment file where a place for both is named. */
    private Path disk(String place, String program, String... options) throws Exception {
        Tools.require("grub-emu");
        Tools.require(program);
        Path root = directory.resolve("root" + place.replace('/', '-'));
        Path grub = Files.createDirectories(root.resolve(place.isEmpty() ? "boot/grub" : place));
        Files.writeString(grub.resolve("grub.cfg"), CONFIG);
        if (!place.isEmpty()) {
            String block = "# GRUB Environment Block\nnext_entry=second\n";
            Files.writeString(grub.resolve("grubenv"), block + "#".repeat(1024 - block.length()));
        }
        Path disk = directory.resolve("disk" + place.replace('/', '-') + ".img");
        Tools.run(directory, "truncate", "-s", program.equals("mke2fs") ? "8M" : "128M", disk.toString());
        String[] command = new String[options.length + 3];
        command[0] = program;
        System.arraycopy(options, 0, command, 1, options.length);
        command[options.length + 1] = root.toString();
        command[options.length + 2] = disk.toString();
        Tools.run(directory, command);
        return disk;
    }

    private String shown(Template template, Path disk) throws IOException, InterruptedException {
        Path own = Files.createDirectories(directory.resolve("config-" + template));
        Files.writeString(own.resolve("grub.cfg"), template.filled().latin1(), StandardCharsets.ISO_8859_1);
        Path map = Files.writeString(directory.resolve("device.map"), "(hd0) " + disk + "\n");
        Path keys = Files.writeString(directory.resolve("keys"), "");
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder("grub-emu", "-m", map.toString(), "-d", own.toString())
                .redirectInput(keys.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            process.waitFor(Long.getLong("grub-xen.patience", 20), TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
        String text = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
        Matcher shown = SHOWN.matcher(text);
        assertThat(shown.find()).as(text).isTrue();
        return shown.group(1) + "," + shown.group(2) + "," + shown.group(3);
    }
}
