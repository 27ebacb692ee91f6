// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of a run: variables, functions, menus, loaded modules, and what has been loaded to be started. */
final class Run {
    /** The most lines that are kept of what configs print. */
    private static final int MOST_LINES = 1000;

    private static final String RELATIVE = "btrfs_relative_path";

    /** The most errors that are kept. */
    private static final int MOST_ERRORS = 200;

    final Environment environment;
    final ConfigDisks disks;
    final Modules modules;
    final Map<String, Statement.Function> functions = new HashMap<>();
    final Set<String> loaded;

    /** The menus that are being made, the innermost first. */
    final Deque<List<MenuEntry>> menus = new ArrayDeque<>();

    /** Titles of the entries that are being run, the outermost first. */
    final List<String> entries = new ArrayList<>();

    final List<FilePath> configs = new ArrayList<>();
    private final List<String> echoed = new ArrayList<>();
    private final List<Result.Printed> errors = new ArrayList<>();
    private final Set<String> assumed = new LinkedHashSet<>();

    @Nullable
    Started started;

    private @Nullable Result result;

    /** Whether the command that is being run succeeds. */
    boolean success = true;

    /** Name of the config that is being run. */
    String file;

    Run(Map<String, String> exported, Disks disks, Modules modules, String file) {
        environment = new Environment(exported);
        this.disks =
                new ConfigDisks(disks, () -> modules.variables().contains(RELATIVE) ? environment.get(RELATIVE) : "");
        this.modules = modules;
        this.loaded = new HashSet<>(modules.loaded());
        this.file = file;
    }

    Optional<Result> result() {
        return Optional.ofNullable(result);
    }

    boolean isEnded() {
        return result != null;
    }

    /** Ends the run. */
    void end(Result.End end) {
        if (result == null) {
            Optional<Started> what = end == Result.End.STARTS ? Optional.ofNullable(started) : Optional.empty();
            result = new Result(end, what, errors, configs, List.copyOf(assumed), echoed);
        }
    }

    /** Notes what a config prints. */
    void echo(String line) {
        if (echoed.size() < MOST_LINES) {
            echoed.add(line);
        }
    }

    /** A command fails, and GRUB prints a message. */
    void fail(Position position, String message) {
        success = false;
        if (errors.size() < MOST_ERRORS) {
            errors.add(new Result.Printed(place(position), "error: " + message));
        }
    }

    int errors() {
        return errors.size();
    }

    Place.Line place(Position position) {
        return position.in(file);
    }

    /** Notes that something is not known without GRUB. */
    void assume(String sentence) {
        assumed.add(sentence);
    }

    String root() {
        return environment.get("root");
    }

    /** The contents of the file that a command names; empty if there is none. */
    Optional<Bytes> read(String name, long limit) throws IOException {
        Optional<FilePath> path = FilePath.of(name, root());
        return path.isEmpty()
                ? Optional.empty()
                : disks.read(path.get().device(), path.get().path(), limit);
    }

    /** A command fails because there is no such file. */
    void notFound(Position position, String name) {
        fail(position, "file `" + name.replaceFirst("^\\([^)]*\\)", "") + "' not found.");
    }

    /** The prefix with the platform's directory, in which GRUB looks for modules. */
    String moduleFile(String name) {
        return environment.get("prefix") + "/" + environment.get("grub_cpu") + "-" + environment.get("grub_platform")
                + "/" + name + ".mod";
    }
}
