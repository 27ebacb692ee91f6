// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.InputFile;
import io.github.grubxen.io.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Debian's checker of packages, which may not be installed.
 *
 * @param profile the vendor or profile whose tags are checked, such as {@code debian}; without it, that of the machine
 * @param pedantic whether tags of the level pedantic are reported too
 * @param failOn the levels that count as failures
 */
public record Lintian(Optional<String> profile, boolean pedantic, Set<Level> failOn) {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(30);
    private static final int ERRORS_FOUND = 2;

    /** A tag about the name of a suite, which Debian's archive knows only for its own suites. */
    private static final String UNKNOWN_SUITE = "bad-distribution-in-changes-file";

    /** The level of a tag. */
    public enum Level {
        ERROR('E'),
        WARNING('W'),
        INFO('I'),
        PEDANTIC('P'),
        EXPERIMENTAL('X');

        private final char letter;

        Level(char letter) {
            this.letter = letter;
        }

        private boolean isOf(String line) {
            return line.charAt(0) == letter;
        }
    }

    /**
     * The tags of a run, one line each, as lintian prints them.
     *
     * @param failures the tags of the levels that count as failures
     * @param others all other tags
     */
    public record Tags(List<String> failures, List<String> others) {
        /** Copies the lists. */
        public Tags {
            failures = List.copyOf(failures);
            others = List.copyOf(others);
        }
    }

    /** Copies the levels. */
    public Lintian {
        failOn = Set.copyOf(failOn);
    }

    /** The usual settings: errors and warnings are failures. */
    public static Lintian usual() {
        return new Lintian(Optional.empty(), false, EnumSet.of(Level.ERROR, Level.WARNING));
    }

    /**
     * Checks files together, in one run.
     *
     * @param files packages, and .changes files, each of which stands for its packages too
     * @throws BadInput if a file cannot be read, or if lintian is missing or fails
     */
    public Tags check(List<Path> files) throws BadInput {
        List<String> command = command();
        for (Path file : files) {
            InputFile.checkReadable(file, "Check the path of the package.");
            command.add(file.toAbsolutePath().toString());
        }
        ExternalProgram run = ExternalProgram.run(command, Map.of(), Path.of("").toAbsolutePath(), TIME_LIMIT);
        List<String> tags =
                run.output().lines().filter(line -> line.matches("[A-Z]: .*")).toList();
        boolean errors = tags.stream().anyMatch(Level.ERROR::isOf);
        if (run.exit() != (errors ? ERRORS_FOUND : 0)) {
            throw BadInput.quoting(
                    place(files),
                    "lintian ended with status " + run.exit(),
                    run.errors().strip().lines().toList(),
                    "Run lintian by hand on " + (files.size() == 1 ? "this file." : "these files."));
        }
        Map<Boolean, List<String>> parts = tags.stream().collect(Collectors.partitioningBy(this::isFailure));
        return new Tags(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("lintian", "--allow-root", "--no-cfg", "--color", "never"));
        profile.ifPresent(name -> command.add("--profile=" + name));
        if (profile.isEmpty()) {
            command.add("--suppress-tags=" + UNKNOWN_SUITE);
        }
        if (pedantic || failOn.contains(Level.PEDANTIC)) {
            command.add("--pedantic");
        }
        if (failOn.contains(Level.INFO)) {
            command.add("--display-info");
        }
        if (failOn.contains(Level.EXPERIMENTAL)) {
            command.add("--display-experimental");
        }
        return command;
    }

    private boolean isFailure(String line) {
        return failOn.stream().anyMatch(level -> level.isOf(line));
    }

    /** The failures in words, such as {@code 2 errors and warnings}. */
    public String failures(Tags tags) {
        return tags.failures().size() + " "
                + (failOn.equals(usual().failOn())
                        ? "errors and warnings"
                        : "tags of the levels "
                                + failOn.stream().sorted().map(Choice::word).collect(Collectors.joining(", ")));
    }

    /** The place of a problem of some files. */
    public static Place place(List<Path> files) {
        return files.size() == 1
                ? Place.of(files.get(0))
                : new Place.Named(files.stream()
                        .map(file -> String.valueOf(file.getFileName()))
                        .collect(Collectors.joining(", ")));
    }
}
