// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is true of every changed configuration, on random ones. */
class ConversionPropertiesTest {
    private static final int CONFIGURATIONS = 2000;

    /** Differences that patch applies, which takes a process each. */
    private static final int PATCHED = 150;

    private static final String PVH = "/usr/lib/grub-xen/grub-i386-xen_pvh.bin";
    private static final String PV = "/usr/lib/grub-xen/grub-x86_64-xen.bin";

    private static final List<String> ASSIGNMENTS = List.of(
            "kernel='" + PV + "'",
            "kernel = \"/boot/vmlinuz\"",
            "kernel += 'x'",
            "type='pv'",
            "type = \"pvh\"",
            "type='p'",
            "type=''",
            "builder='generic'",
            "builder='hvm'",
            "bootloader='pygrub'",
            "bootloader_args=['-q',\n'x']",
            "root='/dev/xvda'",
            "extra='a'",
            "extra += 'b'",
            "extra='xen_grub_env_x=y'",
            "cmdline='c'",
            "firmware='pvgrub64'",
            "ramdisk='/i'",
            "pvh=1",
            "pvshim=1",
            "timer_mode=1",
            "device_model='x'",
            "device_model_version='qemu-xen'",
            "boot='c'",
            "vnc=1",
            "memory=512",
            "vcpus = 2",
            "disk = [ 'phy:/dev/vg/a,xvda,w', # root\n\n  'phy:/dev/vg/b,xvdb,w' ]",
            "disk += [ 'c' ]",
            "vif = [ '' ]",
            "on_crash='destroy'",
            "name='other'");

    private static final List<String> ENDS =
            List.of("\n", "\n", "\n", " # comment\n", ";", " ; ", ";\n", "\n\n", "\n# kernel = 'x'\n", "  \n", ";;");

    private static final Set<String> CHANGED = Set.of(
            "kernel",
            "type",
            "builder",
            "bootloader",
            "bootloader_args",
            "root",
            "extra",
            "cmdline",
            "firmware",
            "ramdisk",
            "pvh",
            "pvshim",
            "timer_mode",
            "device_model",
            "device_model_version",
            "boot",
            "vnc");

    @TempDir
    Path directory;

    @Test
    void everyOtherSettingAndEveryCommentStays() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int converted = 0;
        for (int i = 0; i < CONFIGURATIONS; i++) {
            String text = random(random);
            String as = "seed " + seed + ": " + text;
            XlConfig before;
            Conversion there;
            try {
                before = config(text);
                there = Conversion.of(before, GuestType.PVH, ImagePath.of("image", PVH));
            } catch (BadInput refused) {
                continue;
            }
            converted++;
            XlConfig after = XlConfig.parse(there.result());
            assertThat(others(after)).as(as).isEqualTo(others(before));
            assertThat(comments(there.result().latin1())).as(as).isEqualTo(comments(text));
            assertThat(Conversion.of(after, GuestType.PVH, ImagePath.of("image", PVH))
                            .isUnchanged())
                    .as(as)
                    .isTrue();
            Conversion back = Conversion.of(after, GuestType.PV, ImagePath.of("image", PV));
            Conversion direct = Conversion.of(before, GuestType.PV, ImagePath.of("image", PV));
            assertThat(start(back)).as(as).isEqualTo(start(direct));
            if (converted <= PATCHED) {
                assertThat(patched(text, there)).as(as).isEqualTo(there.result().latin1());
            }
        }
        assertThat(converted).isGreaterThan(CONFIGURATIONS / 3);
    }

    /** How the guest starts. */
    private static Domain start(Conversion conversion) throws BadInput {
        return Domain.of(XlConfig.parse(conversion.result()));
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        int name = random.nextInt(4);
        for (int n = 4 + random.nextInt(8), i = 0; i < n; i++) {
            text.append(random.nextInt(6) == 0 ? "  " : "");
            text.append(i == name ? "name = 'web1'" : ASSIGNMENTS.get(random.nextInt(ASSIGNMENTS.size())));
            text.append(ENDS.get(random.nextInt(ENDS.size())));
        }
        return random.nextInt(5) == 0 ? text.toString().stripTrailing() : text.toString();
    }

    private static XlConfig config(String text) throws BadInput {
        return XlConfig.parse(Bytes.of("guest.cfg", text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The settings that the change must leave alone, as they are written. */
    private static List<String> others(XlConfig config) {
        return config.settings().stream()
                .filter(setting -> !CHANGED.contains(setting.name()))
                .map(setting -> config.file()
                        .latin1()
                        .substring(setting.span().start(), setting.span().end()))
                .toList();
    }

    private static Set<String> comments(String text) {
        return text.lines()
                .filter(line -> line.contains("#"))
                .map(line -> line.substring(line.indexOf('#')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The text after patch(1) has applied the difference. */
    private String patched(String text, Conversion conversion) throws IOException {
        if (conversion.isUnchanged()) {
            return text;
        }
        Path file = Files.writeString(directory.resolve("guest.cfg"), text, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>(List.of("--- guest.cfg", "+++ guest.cfg"));
        lines.addAll(conversion.difference());
        Path difference = directory.resolve("difference");
        Files.writeString(difference, String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
        Tools.run(directory, "patch", "--fuzz=0", "-i", difference.toString(), file.toString());
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
