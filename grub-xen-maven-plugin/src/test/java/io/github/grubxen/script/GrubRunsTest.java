// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.GrubEmu;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random programs, run by GRUB itself: nothing that it runs is ruled out, and what is certain is what it prints. {@code
 * -Dgrub-xen.seed} repeats a run, {@code -Dgrub-xen.programs} makes more of them.
 */
class GrubRunsTest {
    private static final Pattern MARK = Pattern.compile("@(\\d+) <(.*?)>");

    @TempDir
    Path directory;

    @Test
    void runsNothingThatTheWalkRulesOut() throws Exception {
        compare(GrubRelease.BOOKWORM);
    }

    @ParameterizedTest
    @EnumSource(
            value = GrubRelease.class,
            names = {"TRIXIE", "SID"})
    @Tag("nightly")
    void laterReleasesRunNothingThatTheWalkRulesOut(GrubRelease release) throws Exception {
        compare(release);
    }

    private void compare(GrubRelease release) throws Exception {
        List<String> emulator = GrubEmu.command(release);
        long seed = Long.getLong("grub-xen.seed", System.nanoTime());
        int programs = Integer.getInteger("grub-xen.programs", 1000);
        System.out.println("random programs: -Dgrub-xen.seed=" + seed);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Result>> results = new ArrayList<>();
        for (int i = 0; i < programs; i++) {
            long own = seed + i;
            results.add(threads.submit(() -> compare(emulator, own)));
        }
        threads.shutdown();
        List<String> differences = new ArrayList<>();
        int statements = 0;
        int certain = 0;
        for (Future<Result> result : results) {
            differences.addAll(result.get().differences());
            statements += result.get().statements();
            certain += result.get().certain();
        }
        System.out.println(programs + " programs, " + statements + " statements printed, " + certain
                + " of them certain before the run");
        assertThat(differences.stream().limit(3))
                .as(differences.size() + " differ")
                .isEmpty();
        assertThat(statements).isGreaterThan(programs);
        assertThat(certain).isGreaterThan(statements / 10);
    }

    /** What a program showed: the statements that printed, and those whose line was certain before the run. */
    private record Result(List<String> differences, int statements, int certain) {}

    private Result compare(List<String> emulator, long seed) throws IOException, InterruptedException {
        String program = ProgramGenerator.program(seed);
        Bytes file = Bytes.of("x.cfg", program.getBytes(StandardCharsets.ISO_8859_1));
        ControlFlowGraph run;
        try {
            run = ControlFlowGraph.of(
                    Script.parse(file), Map.of(), Map.of("a", "", "b", "", "c", "", "d", ""), name -> false);
        } catch (BadInput e) {
            throw new IOException(seed + ": " + e + "\n" + program, e);
        }
        List<String> differences = new ArrayList<>();
        Set<String> statements = new HashSet<>();
        int certain = 0;
        Matcher matcher = MARK.matcher(output(emulator, seed, program));
        while (matcher.find()) {
            String line = matcher.group();
            List<Argument> arguments = run.nodes().stream()
                    .filter(node -> node.name().equals("echo"))
                    .flatMap(node -> node.arguments().stream())
                    .filter(argument -> argument.word().raw().startsWith("\"@" + matcher.group(1) + " "))
                    .toList();
            boolean known = arguments.stream()
                    .flatMap(argument -> argument.possible().stream())
                    .allMatch(word -> word.literal().isPresent());
            // A loop prints its lines as often as the machine is fast, so each statement counts once.
            if (statements.add(matcher.group(1))) {
                int words = arguments.stream()
                        .mapToInt(argument -> argument.possible().size())
                        .sum();
                certain += known && words == 1 ? 1 : 0;
            }
            if (arguments.isEmpty()) {
                differences.add("seed " + seed + ": GRUB runs " + line + ", which the walk rules out:\n" + program);
                break;
            } else if (known && arguments.stream().flatMap(Argument::literals).noneMatch(line::equals)) {
                differences.add("seed " + seed + ": GRUB prints " + line + ", the walk is sure of "
                        + arguments.stream().flatMap(Argument::literals).toList() + ":\n" + program);
                break;
            }
        }
        return new Result(differences, statements.size(), certain);
    }

    private String output(List<String> emulator, long seed, String program) throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve("" + seed));
        return GrubEmu.run(emulator, own, program, Long.getLong("grub-xen.patience", 4));
    }
}
