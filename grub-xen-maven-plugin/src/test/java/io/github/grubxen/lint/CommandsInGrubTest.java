// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubEmu;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each command with too few words, enough and too many, and with options good and bad: what lint says beside what GRUB itself does. */
class CommandsInGrubTest {
    /** What ends GRUB, waits, takes long, reaches the network or reads any memory: only what is refused is tried of these. */
    private static final Set<String> UNSAFE = Set.of(
            (". [ authenticate backtrace badram boot cutmem exit functional_test all_functional_test halt menuentry net_bootp"
                            + " net_bootp6 net_dhcp net_ipv6_autoconf net_nslookup net_del_dns normal normal_exit read read_byte"
                            + " read_dword read_word reboot search submenu testload testspeed videotest write_byte write_dword"
                            + " write_word zfskey")
                    .split(" "));

    /** What GRUB says of words that a command does not take; shift says nothing. */
    private static final Pattern REFUSAL = Pattern.compile(
            "expected|required|unknown argument|mandatory option|requires? an (?:argument|integer)|specified|unrecognised target"
                    + "|too (?:few|many) |missing arguments|unrecognized option|only 3|not in function|must be set|incompatible|^$");

    /** Its words are another command, and lint looks at that one: {@code time} alone is refused, without a finding. */
    private static final String RUNS_ITS_WORDS = "time";

    private static final String BAD_ARGUMENT = "18";

    @TempDir
    Path directory;

    @Test
    void areRefusedWhereLintSaysSo() throws Exception {
        compare(GrubRelease.BOOKWORM);
    }

    @ParameterizedTest
    @EnumSource(
            value = GrubRelease.class,
            names = {"TRIXIE", "SID"})
    @Tag("nightly")
    void areRefusedByLaterReleasesWhereLintSaysSo(GrubRelease release) throws Exception {
        compare(release);
    }

    private void compare(GrubRelease release) throws Exception {
        ModuleTree tree = release.tree(Platform.X86_64_XEN);
        List<String> lines = lines(new CommandTable(tree.info()));
        String config = IntStream.range(0, lines.size())
                        .mapToObj(i -> "function f%d { %s\n}\necho \"@%d\"; f%d 1 2; echo \"@%d ends $?\""
                                .formatted(i, lines.get(i), i, i, i))
                        .collect(Collectors.joining("\n"))
                + "\nexit\n";
        Set<Integer> reported = reported(config, tree);
        String output = GrubEmu.run(GrubEmu.command(release), directory, config, 60);
        List<String> differences = new ArrayList<>();
        Set<String> compared = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher found = Pattern.compile("@%d\n(.*?)@%d ends (\\d+)".formatted(i, i), Pattern.DOTALL)
                    .matcher(output);
            assertThat(found.find()).as(lines.get(i)).isTrue();
            String said = found.group(1).replaceAll("\\s+", " ").strip();
            if (said.contains("can't find command")) {
                continue;
            }
            compared.add(lines.get(i).split(" ", -1)[0]);
            boolean refused = !found.group(2).equals("0")
                    && REFUSAL.matcher(said).find()
                    && (found.group(2).equals(BAD_ARGUMENT) || said.contains("search type"));
            if (refused != reported.contains(i)) {
                differences.add(lines.get(i) + ": GRUB ends with " + found.group(2) + " and says '" + said + "'");
            }
        }
        System.out.println(lines.size() + " lines, " + compared.size() + " commands compared with " + release);
        assertThat(differences).isEmpty();
        assertThat(compared).hasSizeGreaterThan(90);
    }

    /** The numbers of the functions in which lint finds words that are refused. */
    private static Set<Integer> reported(String config, ModuleTree tree) throws IOException {
        Bytes text = Linted.text(config);
        Lint lint = new Lint(Rules.with("<lint>", Map.of()), Linted.OPTIONS);
        lint.add("a.bin", GrubConfig.of(text), Linted.plan(text, Optional.empty(), List.of()), tree);
        return lint.findings().stream()
                .map(Lint.Linted::diagnostic)
                .filter(finding -> finding.rule().equals("command-usage"))
                .map(finding -> (((Place.Line) finding.place()).line() - 1) / 3)
                .collect(Collectors.toSet());
    }

    private static List<String> lines(CommandTable table) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : names()) {
            CommandUsage usage = table.usage(name).orElse(null);
            if (usage == null || name.equals(RUNS_ITS_WORDS)) {
                continue;
            }
            int most = usage.most() == Integer.MAX_VALUE ? usage.least() + 3 : usage.most();
            for (int count : new TreeSet<>(List.of(0, Math.max(0, usage.least() - 1), usage.least(), most, most + 1))) {
                boolean refused = count < usage.least() || (count > usage.most() && usage.refuses());
                if (refused || !UNSAFE.contains(name)) {
                    lines.add(name + alternative(usage) + words(count));
                }
            }
            if (usage.kind() == CommandUsage.Kind.PARSED) {
                lines.addAll(withOptions(name, usage));
            }
        }
        return lines;
    }

    /** Options that there are not, and those that there are with a value too many, without one, and with one that is no number. */
    private static List<String> withOptions(String name, CommandUsage usage) {
        List<String> lines = new ArrayList<>();
        String command = name + alternative(usage);
        lines.add(command + " --no-such-option" + words(usage.least()));
        lines.add(command + " -Z" + words(usage.least()));
        for (List<CommandOption> group : usage.alternatives()) {
            lines.add(name
                    + groups(usage.alternatives().stream()
                            .filter(other -> other != group)
                            .toList())
                    + words(usage.least()));
        }
        if (usage.withLongName("check").isPresent()) {
            lines.add(command + " --check /x" + words(1));
        }
        for (CommandOption option : usage.options()) {
            if (option.value() == CommandOption.Value.NONE && !option.longName().isEmpty()) {
                lines.add(command + words(usage.least()) + " --" + option.longName() + "=x");
            } else if (option.value() == CommandOption.Value.NUMBER || option.value() == CommandOption.Value.TEXT) {
                lines.add(command + words(usage.least()) + " " + option.shown());
            }
            if (option.value() == CommandOption.Value.NUMBER) {
                lines.add(command + words(usage.least()) + " --" + option.longName() + "=019");
                lines.add(command + words(usage.least()) + " " + option.shown() + " 5x");
            }
        }
        return lines;
    }

    /** The first one of each group of options of which one is needed. */
    private static String alternative(CommandUsage usage) {
        return groups(usage.alternatives());
    }

    private static String groups(List<List<CommandOption>> groups) {
        return groups.stream()
                .map(group -> group.get(0))
                .map(option -> " " + option.shown()
                        + switch (option.value()) {
                            case NONE -> "";
                            case NUMBER -> " 256";
                            default -> option.longName().equals("hash") ? " md5" : " x-y";
                        })
                .collect(Collectors.joining());
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> " /x" + i).collect(Collectors.joining());
    }

    private static List<String> names() throws IOException {
        try (InputStream in = CommandTable.class.getResourceAsStream("commands.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ", -1)[0].split(",", -1)))
                    .distinct()
                    .toList();
        }
    }
}
