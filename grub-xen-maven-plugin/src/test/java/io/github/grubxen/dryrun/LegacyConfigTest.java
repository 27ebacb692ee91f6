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
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files menu.lst, compared with what grub-menulst2cfg makes of them. */
class LegacyConfigTest {
    private static final Platform PV = Platform.X86_64_XEN;
    private static final String XVDA1 = "xen/xvda,msdos1";
    private static final List<String> HEADS = List.of(
            "default 0",
            "default=1",
            "default saved",
            "default\t2",
            "timeout 5",
            "timeout=0",
            "timeout 010x",
            "timeout",
            "fallback 1",
            "hiddenmenu",
            "splashimage=(hd0,0)/boot/grub/splash.xpm.gz",
            "color cyan/blue white/blue",
            "serial --unit=0 --speed=9600",
            "# a comment",
            "unknown command",
            "");
    private static final List<String> LINES = List.of(
            "root (hd0,0)",
            "\troot  (hd0)",
            "root (hd1,0)",
            "rootnoverify (hd0,0)",
            "root",
            "uuid 1234",
            "uuid none",
            "kernel /vmlinuz root=/dev/xvda1 ro",
            "kernel\t(hd0,0)/boot/vmlinuz   console=hvc0 'a b' \"c\"",
            "kernel --type=linux /boot/vmlinuz",
            "kernel --no-mem-option --type=biglinux /vmlinuz x",
            "kernel --type=multiboot /xen dom0_mem=1",
            "kernel /missing",
            "kernel (hd0,5)/vmlinuz",
            "kernel",
            "initrd /initrd.img",
            "initrd (hd0,0)/boot/initrd.img",
            "initrd /missing",
            "module /initrd.img it's",
            "savedefault",
            "boot",
            "quiet",
            "pause press a key",
            "makeactive");

    @TempDir
    Path directory;

    private static Modules modules = new Modules(Set.of(), Set.of(), Map.of(), Set.of());

    @BeforeAll
    static void readModules() throws IOException {
        modules = AllModules.of(PV, Map.of());
    }

    @Test
    void startsWhatGrubsOwnConversionStarts() throws IOException {
        Tools.require("grub-menulst2cfg");
        long seed = Long.getLong("grub-xen.seed", System.nanoTime());
        int started = 0;
        for (int i = 0; i < 500; i++) {
            String config = config(new Random(seed + i));
            // the tool, unlike GRUB, does not know a command behind blanks
            Files.writeString(directory.resolve("menu.lst"), config.replaceAll("(?m)^[ \\t]+", ""));
            String grubs = Tools.run(directory, "grub-menulst2cfg", "menu.lst");
            // an entry that is empty, or has only comments, is no syntax error in GRUB
            grubs = grubs.replaceAll("(?m)^\\}$", "true\n}");
            Result ours = run(config, "legacy_configfile /boot/grub/menu.lst\n");
            Result theirs = run(grubs, "configfile /boot/grub/menu.lst\n");
            String as = "-Dgrub-xen.seed=" + (seed + i) + "\n" + config + "\n=>\n" + grubs;
            assertThat(shown(ours)).as(as).isEqualTo(shown(theirs));
            started += ours.started().isPresent() ? 1 : 0;
        }
        assertThat(started).isGreaterThan(50);
    }

    /** As Amazon's images of Linux for PV had it: the disk is a partition, or has no table. */
    @Test
    void aDiskWithoutPartitionsIsTheFirstOne() throws IOException {
        String config =
                "default=0\ntimeout=0\ntitle Linux\nroot (hd0)\nkernel /boot/vmlinuz ro\ninitrd /boot/initrd.img\n";
        FakeDisks disks = new FakeDisks()
                .file("xen/xvda1", "/boot/grub/menu.lst", config)
                .file("xen/xvda1", "/boot/vmlinuz", "")
                .file("xen/xvda1", "/boot/initrd.img", "");
        Started started = run(
                        disks.file("xen/xvda1", "/grub.cfg", "legacy_configfile /boot/grub/menu.lst\n"), "xen/xvda1")
                .started()
                .orElseThrow();
        assertThat(started.file()).hasToString("(xen/xvda1)/boot/vmlinuz");
        assertThat(started.initrds()).extracting(FilePath::toString).containsExactly("(xen/xvda1)/boot/initrd.img");
        assertThat(started.entries()).containsExactly("Linux");
    }

    @Test
    void anyBytesAreRead() throws IOException {
        long seed = Long.getLong("grub-xen.seed", System.nanoTime());
        for (int i = 0; i < 1000; i++) {
            Random random = new Random(seed + i);
            byte[] config = config(random).getBytes(StandardCharsets.ISO_8859_1);
            ByteMutations.inPlace(config, random);
            Result result =
                    run(new String(config, StandardCharsets.ISO_8859_1), "legacy_configfile /boot/grub/menu.lst\n");
            assertThat(result.end()).as("-Dgrub-xen.seed=" + (seed + i)).isNotEqualTo(Result.End.ENDLESS);
        }
    }

    private static String config(Random random) {
        StringBuilder config = new StringBuilder("timeout 1\n");
        for (int lines = random.nextInt(5); lines > 0; lines--) {
            config.append(one(HEADS, random)).append('\n');
        }
        for (int entries = 1 + random.nextInt(3); entries > 0; entries--) {
            config.append("title ")
                    .append(one(List.of("Linux", "it's", " two  words "), random))
                    .append('\n');
            for (int lines = random.nextInt(7); lines > 0; lines--) {
                config.append(one(LINES, random)).append('\n');
            }
        }
        return config.toString();
    }

    private static String one(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String shown(Result result) {
        return result.started()
                .map(started -> started.command() + " " + started.file() + " " + started.arguments() + " "
                        + started.initrds() + " " + started.entries())
                .orElse(result.end().toString());
    }

    private static Result run(String menu, String config) throws IOException {
        FakeDisks disks = new FakeDisks().fact(XVDA1, Disks.Fact.UUID, "1234");
        for (String file :
                List.of("/vmlinuz", "/boot/vmlinuz", "/initrd.img", "/boot/initrd.img", "/xen", "/boot/grub/x")) {
            disks.file(XVDA1, file, "");
        }
        disks.file("xen/xvda", "/vmlinuz", "")
                .file("xen/xvdb,gpt1", "/vmlinuz", "")
                .file("xen/xvdb", "/x", "");
        disks.file(XVDA1, "/boot/grub/menu.lst", menu);
        return run(disks.file(XVDA1, "/grub.cfg", config), XVDA1);
    }

    private static Result run(FakeDisks disks, String device) throws IOException {
        return new DryRun(PV, modules, disks).config(new FilePath(device, "/grub.cfg"));
    }
}
