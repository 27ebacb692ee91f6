// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubEmu;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Configs as people write them, run by GRUB itself with nobody at the keyboard: lint says nothing where the guest gets the kernel and
 * the parameters that the author means, and reports the rules of {@code configs-in-grub.txt}
 * and {@code further-configs-in-grub.txt} where it does not.
 *
 * <p>In place of the commands that grub-emu does not have, functions print what they get. The memdisk and the disk are files.
 */
class ConfigsInGrubTest {
    private static final String CONFIGS = "configs-in-grub.txt";
    private static final String FURTHER = "further-configs-in-grub.txt";

    /** What reports things that do not keep a guest from starting. */
    private static final Set<String> HARMLESS =
            Set.of("no-console", "no-initrd", "no-decompressor", "no-screen", "newer-variable", "ignored-words");

    private static final Pattern RULE = Pattern.compile(" \\[([a-z-]+)]\\. ");

    private static final Pattern SHOWN = Pattern.compile("@((?:boots|halts).*?)@");

    /** Commands that would end grub-emu, do nothing there without a kernel, or look for one that this machine can run. */
    private static final Pattern REPLACED = Pattern.compile("(?m)(^|[;{\"]|\\bthen|\\bdo|\\belse)([ \\t]*)"
            + "((?:boot|halt|reboot)(?=\\s*(?:;|$|}))|(?:linux|initrd)(?=[ \\t]))");

    private static final String FUNCTIONS = """
            function do_linux {
              if [ -s "$1" ]; then
                emu_line=
                for emu_word in "$@"; do emu_line="$emu_line<$emu_word>"; done
                if [ -n "$chosen" ]; then echo "@boots $emu_line@"; exit; fi
                emu_kernel="$emu_line"
                export emu_kernel
              else
                echo "error: no file $1."
                false
              fi
            }
            function do_initrd { [ -s "$1" ]; }
            function do_boot { if [ -n "$emu_kernel" ]; then echo "@boots $emu_kernel@"; exit; fi; false; }
            function do_halt { echo "@halts @"; exit; }
            function do_reboot { echo "@halts @"; exit; }
            """;

    /** Seconds for a config that boots, on a busy machine too, and for one that may wait. */
    private static final int LONG = 40;

    private static final int SHORT = 3;

    @TempDir
    Path directory;

    private record Case(String title, String meant, Set<String> rules, String config) {
        /** What GRUB shows when it does what the author means. */
        String shown() {
            return meant.equals("halts")
                    ? "halts"
                    : "boots"
                            + Arrays.stream(meant.split(" ", -1))
                                    .map(word -> "<" + word + ">")
                                    .collect(Collectors.joining());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIGS, FURTHER})
    void areJudgedAsGrubRunsThem(String file) throws Exception {
        compare(file, GrubRelease.BOOKWORM);
    }

    @ParameterizedTest
    @EnumSource(
            value = GrubRelease.class,
            names = {"TRIXIE", "SID"})
    @Tag("nightly")
    void areJudgedAsLaterReleasesRunThem(GrubRelease release) throws Exception {
        compare(CONFIGS, release);
        compare(FURTHER, release);
    }

    private void compare(String file, GrubRelease release) throws Exception {
        Tools.require("mke2fs", "tar");
        List<String> emulator = GrubEmu.command(release);
        makeDisk();
        List<Case> cases = cases(file);
        List<Future<List<String>>> results = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < cases.size(); i++) {
            Case next = cases.get(i);
            Path own = Files.createDirectories(directory.resolve(file + i));
            results.add(threads.submit(() -> compare(next, emulator, own, release)));
        }
        threads.shutdown();
        List<String> differences = new ArrayList<>();
        for (Future<List<String>> result : results) {
            differences.addAll(result.get());
        }
        System.out.println(cases.size() + " configs compared with " + release);
        assertThat(differences).isEmpty();
        assertThat(cases).hasSizeGreaterThan(40);
    }

    private List<String> compare(Case next, List<String> emulator, Path own, GrubRelease release)
            throws IOException, InterruptedException {
        Set<String> found = new TreeSet<>();
        for (Lint.Shown shown : Linted.shown(next.config(), release, Platform.X86_64_XEN, Map.of())) {
            Matcher rule = RULE.matcher(shown.text());
            assertThat(rule.find()).as(shown.text()).isTrue();
            found.add(rule.group(1));
        }
        found.removeIf(rule -> HARMLESS.contains(rule) && !next.rules().contains(rule));
        List<String> differences = new ArrayList<>();
        if (!found.equals(next.rules())) {
            differences.add(next.title() + ": lint reports " + found + ", and not " + next.rules());
        }
        String output = output(next, emulator, own);
        Matcher shown = SHOWN.matcher(output.replaceAll("\\s+", "")); // GRUB breaks long lines
        String ran = shown.find() ? shown.group(1) : "nothing";
        if (ran.equals(next.shown()) != next.rules().isEmpty()) {
            differences.add(next.title() + ": GRUB runs " + ran + "; meant is " + next.shown() + "\n" + output);
        }
        return differences;
    }

    private String output(Case next, List<String> emulator, Path own) throws IOException, InterruptedException {
        Files.writeString(
                own.resolve("bootstrap.cfg"), REPLACED.matcher(next.config()).replaceAll("$1$2do_$3"));
        Tools.run(own, "tar", "--format=gnu", "-cf", "memdisk", "bootstrap.cfg");
        String start = "insmod regexp\nloopback xen/xvda (host)" + directory.toRealPath() + "/disk\n"
                + "loopback memdisk (host)" + own.toRealPath() + "/memdisk\n"
                + "set grub_platform=xen\nset prefix=(memdisk)/boot/grub\nset root=memdisk\n"
                + FUNCTIONS + "configfile (memdisk)/bootstrap.cfg\nexit\n";
        return GrubEmu.runAlone(emulator, own, start, next.rules().isEmpty() ? LONG : SHORT);
    }

    private void makeDisk() throws IOException {
        if (Files.exists(directory.resolve("disk"))) {
            return;
        }
        Path boot = Files.createDirectories(directory.resolve("guest/boot"));
        Path grub = Files.createDirectories(boot.resolve("grub"));
        for (String file : List.of(
                "../vmlinuz", "../initrd.img", "vmlinuz-6.1.0-40-amd64", "initrd.img-6.1.0-40-amd64", "vmlinuz-virt")) {
            Files.writeString(boot.resolve(file), "a kernel");
        }
        Files.writeString(grub.resolve("grub.cfg"), "do_linux /vmlinuz guest\ndo_boot\n");
        Files.writeString(
                grub.resolve("lib.cfg"), "function start { root=xen/xvda; do_linux /vmlinuz $1; do_boot; }\n");
        Files.writeString(
                boot.resolve("sums"), "4fff0d3e643b3894c17a0738fbdc591953aa722c9d42774425090accc4377126  /vmlinuz\n");
        String environment = "# GRUB Environment Block\nsaved_entry=second\n";
        Files.writeString(grub.resolve("grubenv"), environment + "#".repeat(1024 - environment.length()));
        Tools.run(
                directory,
                "mke2fs",
                "-q",
                "-t",
                "ext2",
                "-L",
                "system",
                "-U",
                "11111111-2222-3333-4444-555555555555",
                "-d",
                "guest",
                "disk",
                "2M");
    }

    private static List<Case> cases(String file) throws IOException {
        try (InputStream in = ConfigsInGrubTest.class.getResourceAsStream(file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^@@@ ", -1))
                    .skip(1)
                    .map(ConfigsInGrubTest::aCase)
                    .toList();
        }
    }

    private static Case aCase(String text) {
        List<String> lines = text.lines().toList();
        boolean rules = lines.get(2).startsWith("! ");
        return new Case(
                lines.get(0),
                lines.get(1).substring(2),
                rules ? new TreeSet<>(List.of(lines.get(2).substring(2).split(", ", -1))) : Set.of(),
                String.join("\n", lines.subList(rules ? 3 : 2, lines.size())) + "\n");
    }
}
