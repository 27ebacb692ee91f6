// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleLists;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.script.ControlFlowGraph;
import io.github.grubxen.script.Script;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The grub.cfg of an image with its analysis. It is parsed once, at the first request, and analysed once for each platform and
 * its commands. Thread-safe.
 */
public final class GrubConfig {
    private final FilledConfig filled;
    private final Parser parser;
    private final Map<Setting, ControlFlowGraph> runs = new ConcurrentHashMap<>();
    private @Nullable Script script;

    /** Reads a script, as {@link Script#parse} does. */
    @FunctionalInterface
    public interface Parser {
        /**
         * The script of a file.
         *
         * @throws BadInput if GRUB would find a syntax error
         */
        Script parse(Bytes file) throws BadInput;
    }

    /** The platform and the commands with which a config runs. Without a platform, the commands are unknown. */
    private record Setting(Optional<Platform> platform, Optional<ModuleLists> lists) {}

    /** A config that is parsed by the given parser. */
    GrubConfig(FilledConfig filled, Parser parser) {
        this.filled = filled;
        this.parser = parser;
    }

    /** A config. */
    public static GrubConfig of(FilledConfig filled) {
        return new GrubConfig(filled, Script::parse);
    }

    /** A config that had no placeholders. */
    public static GrubConfig of(Bytes text) {
        return of(FilledConfig.of(text));
    }

    /** The filled config, and its origin. */
    public FilledConfig filled() {
        return filled;
    }

    /** The filled config, with the name of its file. */
    public Bytes text() {
        return filled.text();
    }

    /**
     * The config, parsed.
     *
     * @throws BadInput if GRUB would find a syntax error; the place has line and column
     */
    public synchronized Script script() throws BadInput {
        if (script == null) {
            script = parser.parse(text());
        }
        return script;
    }

    /**
     * The commands that the config runs on the platform and with the commands of a tree.
     *
     * @throws BadInput in the same cases as {@link #script}
     */
    public ControlFlowGraph run(ModuleTree tree) throws BadInput {
        return run(new Setting(Optional.of(tree.platform()), Optional.of(tree.parsedLists())));
    }

    /**
     * The commands that the config runs on any platform, with any commands.
     *
     * @throws BadInput in the same cases as {@link #script}
     */
    ControlFlowGraph runAnywhere() throws BadInput {
        return run(new Setting(Optional.empty(), Optional.empty()));
    }

    private ControlFlowGraph run(Setting setting) throws BadInput {
        Script parsed = script();
        return runs.computeIfAbsent(
                setting,
                where -> ConfigGraph.of(
                        parsed,
                        where.platform(),
                        name -> where.lists()
                                .map(lists -> lists.isCommand(name))
                                .orElse(false)));
    }
}
