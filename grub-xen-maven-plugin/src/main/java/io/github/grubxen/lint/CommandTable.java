// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The options and arguments that GRUB's commands accept, by GRUB's release. */
final class CommandTable {
    /** The last release of GRUB that the table covers. Later releases may accept more. */
    private static final int[] LAST = {2, 14};

    private static final List<Row> ROWS = rows();

    private final Map<String, CommandUsage> usages = new HashMap<>();
    private final boolean later;

    /** A line of the table, for GRUB's releases from {@code from} to {@code to}, both included. Empty: no limit. */
    private record Row(Set<String> names, String from, String to, CommandUsage usage) {}

    /** The table for a tree's release of GRUB. Empty if the release has no number. */
    CommandTable(ModInfo info) {
        boolean isLater = false;
        try {
            isLater = info.isAtLeast(LAST[0], LAST[1] + 1);
            for (Row row : ROWS) {
                if (isFrom(info, row.from(), true) && isFrom(info, row.to(), false)) {
                    CommandUsage all = row.usage();
                    List<CommandOption> options = new ArrayList<>();
                    for (CommandOption option : all.options()) {
                        if (isFrom(info, option.since(), true)) {
                            options.add(option);
                        }
                    }
                    CommandUsage usage =
                            new CommandUsage(all.kind(), all.least(), all.unless(), all.most(), all.refuses(), options);
                    row.names().forEach(name -> usages.put(name, usage));
                }
            }
        } catch (BadInput e) {
            usages.clear();
        }
        later = isLater;
    }

    /** The options and arguments of a command, if it is in the table. */
    Optional<CommandUsage> usage(String command) {
        return Optional.ofNullable(usages.get(command));
    }

    /** Whether GRUB's release is later than the table, so that its commands may accept more. */
    boolean isLater() {
        return later;
    }

    /** Whether a tree's release of GRUB is at least the given one, or at most. */
    private static boolean isFrom(ModInfo info, String grubVersion, boolean least) throws BadInput {
        if (grubVersion.isEmpty()) {
            return true;
        }
        int dot = grubVersion.indexOf('.');
        int major = Integer.parseInt(grubVersion.substring(0, dot));
        int minor = Integer.parseInt(grubVersion.substring(dot + 1));
        return least ? info.isAtLeast(major, minor) : !info.isAtLeast(major, minor + 1);
    }

    private static List<Row> rows() {
        try (InputStream in = CommandTable.class.getResourceAsStream("commands.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(CommandTable::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] columns = line.strip().split(" +", -1);
        int hyphen = columns[1].indexOf('-');
        String[] least = columns[3].split("/", -1);
        boolean ignores = columns[4].startsWith("~");
        String most = columns[4].substring(ignores ? 1 : 0);
        return new Row(
                Set.of(columns[0].split(",", -1)),
                columns[1].substring(0, hyphen),
                columns[1].substring(hyphen + 1),
                new CommandUsage(
                        CommandUsage.Kind.valueOf(columns[2].toUpperCase(Locale.ROOT)),
                        Integer.parseInt(least[0]),
                        Arrays.stream(least).skip(1).map(name -> "--" + name).collect(Collectors.toSet()),
                        most.equals("*") ? Integer.MAX_VALUE : Integer.parseInt(most),
                        !ignores,
                        Arrays.stream(columns).skip(5).map(CommandOption::of).toList()));
    }
}
