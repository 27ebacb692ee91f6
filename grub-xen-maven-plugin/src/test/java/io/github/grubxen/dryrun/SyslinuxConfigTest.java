// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.ByteMutations;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configs of syslinux, compared with what grub-syslinux2cfg makes of them. */
class SyslinuxConfigTest {
    private static final Platform PVH = Platform.I386_XEN_PVH;
    private static final String XVDA = "xen/xvda";
    private static final List<String> LABELS = List.of("linux", "Linux", "rescue", "two words", "it's");
    private static final List<String> LINES = List.of(
            "  KERNEL vmlinuz",
            "  linux /boot/vmlinuz",
            "\tLINUX /vmlinuz",
            "  KERNEL memtest.bin",
            "  LINUX memtest.bin",
            "  KERNEL missing",
            "  LOCALBOOT 0",
            "  LOCALBOOT 0x80",
            "  localboot 5",
            "  LOCALBOOT 0x80",
            "  localboot 5",
            "  INITRD initrd.img",
            "  initrd /second.img,,initrd.img",
            "  APPEND root=/dev/xvda ro quiet",
            "  append initrd=initrd.img root=UUID=1  single",
            "  APPEND INITRD=/second.img 'a b' -- \"c d\"",
            "  APPEND",
            "  MENU LABEL ^Linux, it's",
            "  MENU DEFAULT",
            "  TEXT HELP\n  LABEL in a text\n  ENDTEXT",
            "  text\n",
            "# a comment",
            "",
            "PROMPT 0",
            "IPAPPEND 2",
            "INCLUDE more.cfg",
            "MENU INCLUDE /missing.cfg");

    @TempDir
    Path directory;

    private static Modules modules = new Modules(Set.of(), Set.of(), Map.of(), Set.of());

    @BeforeAll
    static void readModules() throws IOException {
        modules = AllModules.of(PVH, Map.of("blscfg", "linux"));
    }

    @Test
    void startsWhatGrubsOwnConversionStarts() throws IOException {
        Tools.require("grub-syslinux2cfg");
        Path boot = Files.createDirectory(directory.resolve("boot"));
        String more = "LABEL more\n  LINUX vmlinuz\n  APPEND more\n";
        Files.writeString(boot.resolve("more.cfg"), more);
        long seed = Long.getLong("grub-xen.seed", System.nanoTime());
        int started = 0;
        for (int i = 0; i < 500; i++) {
            String config = config(new Random(seed + i));
            Files.writeString(boot.resolve("extlinux.conf"), config);
            Optional<String> grubs = converted();
            FakeDisks disks = disks().file(XVDA, "/boot/extlinux.conf", config).file(XVDA, "/boot/more.cfg", more);
            String as = "-Dgrub-xen.seed=" + (seed + i) + "\n" + config + "\n=>\n" + grubs;
            Result ours = run(disks, "syslinux_configfile (xen/xvda)/boot/extlinux.conf\nboot\n");
            if (grubs.isPresent()) {
                Result theirs =
                        run(disks.file(XVDA, "/converted.cfg", grubs.get()), "configfile /converted.cfg\nboot\n");
                assertThat(shown(ours)).as(as).isEqualTo(shown(theirs));
            } else {
                assertThat(ours.started()).as(as).isEmpty();
            }
            started += ours.started().isPresent() ? 1 : 0;
        }
        assertThat(started).isGreaterThan(50);
    }

    @Test
    void withoutATimeoutTheKernelIsLoadedAndNotStarted() throws IOException {
        String config = "DEFAULT linux\nLABEL linux\n  KERNEL vmlinuz\n  APPEND ro\n";
        FakeDisks disks = disks().file(XVDA, "/boot/extlinux.conf", config);
        Result alone = run(disks, "syslinux_configfile /boot/extlinux.conf\n");
        assertThat(alone.end()).isEqualTo(Result.End.PROMPT);
        Result booted = run(disks, "syslinux_configfile (xen/xvda)/boot/extlinux.conf\nboot\n");
        assertThat(booted.started().orElseThrow().file()).hasToString("(xen/xvda)/boot/vmlinuz");
        assertThat(booted.started().orElseThrow().arguments()).containsExactly("ro");
    }

    @Test
    void anyBytesAreReadOrRefused() throws IOException {
        long seed = Long.getLong("grub-xen.seed", System.nanoTime());
        for (int i = 0; i < 1000; i++) {
            Random random = new Random(seed + i);
            byte[] config = config(random).getBytes(StandardCharsets.ISO_8859_1);
            for (int changes = 1 + random.nextInt(5); changes > 0 && config.length > 0; changes--) {
                ByteMutations.inPlace(config, random);
            }
            String text = new String(config, StandardCharsets.ISO_8859_1);
            FakeDisks disks = disks().file(XVDA, "/boot/extlinux.conf", text)
                    .file(XVDA, "/loader/entries/" + i + ".conf", text.replaceAll("(?m)^ +|:", ""));
            Result result = run(disks, "syslinux_configfile /boot/extlinux.conf\nblscfg\n");
            assertThat(result.end()).as("-Dgrub-xen.seed=" + (seed + i)).isNotEqualTo(Result.End.ENDLESS);
        }
    }

    @Test
    void filesThatIncludeEachOtherEnd() throws IOException {
        FakeDisks disks = disks().file(XVDA, "/boot/extlinux.conf", "INCLUDE extlinux.conf\nLABEL a\n".repeat(50));
        assertThat(run(disks, "syslinux_configfile /boot/extlinux.conf\n").end())
                .isEqualTo(Result.End.WAITS_IN_MENU);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(run(disks(), "syslinux_configfile /boot/extlinux.conf\n").errors())
                .extracting(Result.Printed::text)
                .containsExactly("error: file `/boot/extlinux.conf' not found.");
        FakeDisks unlabelled = disks().file(XVDA, "/boot/extlinux.conf", "KERNEL vmlinuz\n");
        assertThat(run(unlabelled, "syslinux_configfile /boot/extlinux.conf\n").errors())
                .extracting(Result.Printed::text)
                .containsExactly("error: kernel without label.");
    }

    private static String config(Random random) {
        StringBuilder config = new StringBuilder();
        if (random.nextInt(4) > 0) {
            config.append("DEFAULT ").append(one(LABELS, random)).append('\n');
        }
        config.append(one(List.of("", "TIMEOUT 0", "timeout 30", "TIMEOUT 0x10", "TIMEOUT 010", "TIMEOUT x"), random))
                .append('\n');
        if (random.nextInt(20) == 0) { // without a label, most lines are wrong; GRUB crashes at a text of help
            config.append(one(LINES, random).replaceFirst("(?s)^ *TEXT.*", "")).append('\n');
        }
        for (int labels = random.nextInt(4); labels >= 0; labels--) {
            config.append(random.nextBoolean() ? "LABEL " : "label ")
                    .append(one(LABELS, random))
                    .append('\n');
            for (int lines = random.nextInt(6); lines >= 0; lines--) {
                config.append(one(LINES, random)).append(random.nextInt(9) == 0 ? "\r\n" : "\n");
            }
        }
        return config.toString();
    }

    private static String one(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    /** Empty if the tool fails. */
    private Optional<String> converted() throws IOException {
        String script =
                "grub-syslinux2cfg -r . -c boot -t / -T '(xen/xvda)/boot' boot/extlinux.conf 2>/dev/null || echo FAILED";
        String text = Tools.run(directory, "sh", "-c", script);
        return Optional.of(text).filter(converted -> !converted.endsWith("FAILED\n"));
    }

    private static String shown(Result result) {
        return result.started()
                .map(started -> (started.file() + " " + started.arguments() + " " + started.initrds() + " "
                                + started.entries())
                        .replaceAll("/{2,}", "/"))
                .orElse(result.end().toString());
    }

    private static FakeDisks disks() {
        FakeDisks disks = new FakeDisks();
        for (String file : List.of(
                "/boot/vmlinuz",
                "/vmlinuz",
                "/boot/memtest.bin",
                "/boot/initrd.img",
                "/second.img",
                "/boot/second.img")) {
            disks.file(XVDA, file, "");
        }
        return disks;
    }

    private static Result run(FakeDisks disks, String config) throws IOException {
        return new DryRun(PVH, modules, disks.file(XVDA, "/grub.cfg", config)).config(new FilePath(XVDA, "/grub.cfg"));
    }
}
