// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleLists;
import io.github.grubxen.module.ModuleOption;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of commands against the modules of real releases, which have tables of their options themselves. */
class CommandTableTest {
    private static final Set<CommandUsage.Kind> NOT_PARSED = Set.of(CommandUsage.Kind.PLAIN, CommandUsage.Kind.OWN);

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void theOptionsAreThoseOfTheModulesThemselves(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        CommandTable table = new CommandTable(tree.info());
        Map<String, Set<String>> expected = new TreeMap<>();
        Map<String, Set<String>> found = new TreeMap<>();
        for (Map.Entry<String, Set<String>> commands : commands(tree).entrySet()) {
            Set<String> options = new TreeSet<>();
            for (String command : commands.getValue()) {
                CommandUsage usage = table.usage(command).orElseThrow(() -> new AssertionError("no " + command));
                if (!NOT_PARSED.contains(usage.kind())) {
                    usage.options().forEach(option -> options.add(shown(option)));
                }
            }
            expected.put(commands.getKey(), options);
            found.put(
                    commands.getKey(),
                    ModuleOption.of(module(tree, commands.getKey())).stream()
                            .map(CommandTableTest::shown)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        assertThat(found).isEqualTo(expected);
        assertThat(found.get("search")).hasSizeGreaterThan(9);
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void optionsAreParsedWhereAModuleRegistersSuchCommands(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        CommandTable table = new CommandTable(tree.info());
        for (Map.Entry<String, Set<String>> commands : commands(tree).entrySet()) {
            assertThat(hasOptions(module(tree, commands.getKey())))
                    .as(commands.getKey())
                    .isEqualTo(commands.getValue().stream()
                            .map(command -> table.usage(command).orElseThrow().kind())
                            .anyMatch(kind -> !NOT_PARSED.contains(kind)));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void modulesWithoutCommandsHaveNoOptions(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        Set<String> withCommands = commands(tree).keySet();
        for (ModuleFile module : tree.modules().values()) {
            if (!withCommands.contains(module.name()) && !module.name().equals("extcmd")) {
                assertThat(ModuleOption.of(module)).as(module.name()).isEmpty();
            }
        }
    }

    /** GRUB parses no options where a command has none: grub_extcmd_dispatcher in grub-core/commands/extcmd.c. */
    private static boolean hasOptions(ModuleFile module) throws BadInput {
        return module.content().latin1().contains("\0grub_register_extcmd")
                && !ModuleOption.of(module).isEmpty();
    }

    /** The modules' commands, each with the module that it is preferred from. */
    private static Map<String, Set<String>> commands(ModuleTree tree) {
        ModuleLists lists = tree.parsedLists();
        List<String> names = Optional.ofNullable(tree.lists().get("command.lst"))
                .orElseThrow()
                .latin1()
                .lines()
                .map(line -> line.replaceFirst("^\\*", "").replaceFirst(": .*", ""))
                .toList();
        Map<String, Set<String>> commands = new TreeMap<>();
        names.forEach(name -> commands.computeIfAbsent(lists.command(name).orElseThrow(), any -> new TreeSet<>())
                .add(name));
        return commands;
    }

    private static ModuleFile module(ModuleTree tree, String name) {
        return Optional.ofNullable(tree.modules().get(name)).orElseThrow();
    }

    private static String shown(CommandOption option) {
        return option.longName() + "/" + (option.shortName() == 0 ? "" : option.shortName()) + " " + option.value();
    }

    private static String shown(ModuleOption option) {
        boolean letter = option.shortName() > ' ';
        CommandOption.Value value = option.type() == ModuleOption.NO_VALUE
                ? CommandOption.Value.NONE
                : option.optional()
                        ? CommandOption.Value.OPTIONAL
                        : option.type() == ModuleOption.NUMBER ? CommandOption.Value.NUMBER : CommandOption.Value.TEXT;
        return option.longName() + "/" + (letter ? "" + (char) option.shortName() : "") + " " + value;
    }
}
