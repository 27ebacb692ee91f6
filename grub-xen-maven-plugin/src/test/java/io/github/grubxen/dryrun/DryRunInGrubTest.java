// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.script.ProgramGenerator;
import io.github.grubxen.testing.GrubEmu;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs, run by GRUB itself with nobody at the keyboard, and by the dry run: both print the same lines. {@code
 * -Dgrub-xen.seed} repeats a run, {@code -Dgrub-xen.programs} makes more of them.
 */
class DryRunInGrubTest {
    private static final Pattern MARK = Pattern.compile("@\\d+ <.*?>");

    /** After return in an entry, GRUB still runs the first command of each line, which the dry run does not. */
    private static final Pattern RETURN_IN_MENU = Pattern.compile("(?s).*(menuentry|submenu).*return.*");

    @TempDir
    Path directory;

    @Test
    void printsWhatGrubPrints() throws Exception {
        List<String> emulator = GrubEmu.command(GrubRelease.BOOKWORM);
        long seed = Long.getLong("grub-xen.seed", System.nanoTime());
        int programs = Integer.getInteger("grub-xen.programs", 300);
        System.out.println("random programs: -Dgrub-xen.seed=" + seed);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < programs; i++) {
            long own = seed + i;
            results.add(threads.submit(() -> compare(emulator, own)));
        }
        threads.shutdown();
        List<String> differences = new ArrayList<>();
        for (Future<String> result : results) {
            if (!result.get().isEmpty()) {
                differences.add(result.get());
            }
        }
        assertThat(differences.stream()
                        .sorted(Comparator.comparing(String::length))
                        .limit(5))
                .as(differences.size() + " differ")
                .isEmpty();
    }

    private String compare(List<String> emulator, long seed) throws IOException, InterruptedException {
        String program = ProgramGenerator.program(seed);
        if (RETURN_IN_MENU.matcher(program).matches()) {
            return "";
        }
        Path own = Files.createDirectory(directory.resolve("" + seed));
        String printed = GrubEmu.runAlone(emulator, own, program, Long.getLong("grub-xen.patience", 30));
        FakeDisks disks = new FakeDisks().file("host", "/boot/grub/grub.cfg", program);
        Result result = new DryRun(
                        Platform.X86_64_XEN, new Modules(Set.of("everything"), Set.of(), commands(), Set.of()), disks)
                .config(new FilePath("host", "/boot/grub/grub.cfg"));
        List<String> grubs = marks(withoutNumbers(printed));
        List<String> ours = marks(withoutNumbers(String.join("\n", result.echoed())));
        return ours.equals(grubs)
                ? ""
                : "seed " + seed + ": GRUB prints\n" + String.join("\n", grubs) + "\nthe dry run\n"
                        + String.join("\n", ours) + "\nof\n" + program;
    }

    /**
     * The dry run knows no numbers of errors: 10 is "bad number", 17 "invalid command", 18 "bad argument". A 0 of the next
     * variable may follow.
     */
    private static String withoutNumbers(String printed) {
        return printed.replaceAll("(?<!@)1[078]+", "1");
    }

    private static List<String> marks(String text) {
        return MARK.matcher(text).results().map(mark -> mark.group()).toList();
    }

    private static Map<String, String> commands() {
        Map<String, String> commands = new HashMap<>();
        for (String name :
                List.of("echo", "test", "[", "true", "false", "eval", "time", "exit", "menuentry", "submenu")) {
            commands.put(name, "everything");
        }
        return commands;
    }
}
