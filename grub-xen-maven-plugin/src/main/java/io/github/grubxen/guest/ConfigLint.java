// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.dryrun.FilePath;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.lint.ImageOptions;
import io.github.grubxen.lint.Lint;
import io.github.grubxen.lint.Rules;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.module.ResolvedModules;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules of {@code lint} for a guest's config under an image. The dry run decides whether the guest boots, so these findings
 * are warnings, except a syntax error.
 */
final class ConfigLint {
    private static final long LARGEST = 8 << 20;

    /** Rules about configs that are built into an image, and rules whose question the dry run answers for this guest. */
    private static final List<String> OFF = List.of(
            "memdisk-trap",
            "no-initrd",
            "no-boot",
            "no-console",
            "no-decompressor",
            "no-timeout",
            "no-device",
            "relative-path",
            "no-start",
            "not-in-memdisk",
            "no-environment-file",
            "default-entry",
            "no-match",
            "no-screen");

    private static final String UNKNOWN_RELEASE = "0.0";

    private ConfigLint() {}

    static List<Diagnostic> of(GuestImage image, FilePath config, Disks disks) throws IOException {
        Optional<Bytes> text = disks.read(config.device(), config.path(), LARGEST);
        return text.isEmpty() ? List.of() : of(image, text.get());
    }

    /** The findings about a config. */
    static List<Diagnostic> of(GuestImage image, Bytes text) throws IOException {
        Map<String, String> levels = new TreeMap<>();
        OFF.forEach(rule -> levels.put(rule, "off"));
        Lint lint = new Lint(
                Rules.with("the rules of a guest's config", levels),
                new ImageOptions("the image's modules", "the image's modules", "the image's files"));
        ModuleTree tree = tree(image);
        ResolvedModules resolved = new ResolvedModules(
                List.<ModuleRequest>of(), List.copyOf(image.embedded().values()));
        lint.add(
                image.name(),
                GrubConfig.of(text),
                any -> new ImageRecipe(
                        image.platform(),
                        resolved,
                        Optional.empty(),
                        Optional.empty(),
                        ImageRecipe.MEMDISK_PREFIX,
                        Extras.NONE),
                tree);
        List<Diagnostic> findings = new ArrayList<>();
        for (Lint.Linted linted : lint.findings()) {
            Diagnostic found = linted.diagnostic();
            Diagnostic.Severity severity =
                    found.rule().equals("syntax") ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING;
            findings.add(new Diagnostic(
                    found.place(), found.rule(), severity, found.problem(), found.quoted(), found.remedy()));
        }
        return findings;
    }

    /** A tree with the names of all modules, of which the image has some. */
    private static ModuleTree tree(GuestImage image) throws BadInput {
        GrubLists lists = GrubLists.of(image.platform());
        SortedMap<String, ModuleFile> modules = new TreeMap<>();
        for (String name : lists.modules()) {
            modules.put(name, new ModuleFile(name, Bytes.of(name, new byte[0]), List.of(), List.of()));
        }
        modules.putAll(image.memdisk());
        modules.putAll(image.embedded());
        StringBuilder commands = new StringBuilder();
        GrubLists.commands(image)
                .forEach((command, module) ->
                        commands.append(command).append(": ").append(module).append('\n'));
        SortedMap<String, Bytes> files =
                new TreeMap<>(Map.of("command.lst", bytes("command.lst", commands.toString())));
        String release = image.release().orElse(UNKNOWN_RELEASE);
        ModInfo info = new ModInfo(
                image.platform().cpu(),
                image.platform().firmware(),
                release.matches("\\d{1,3}\\.\\d{1,3}.*") ? release : UNKNOWN_RELEASE,
                release);
        return new ModuleTree(image.platform(), image.name(), info, bytes("kernel", ""), modules, files, Map.of());
    }

    private static Bytes bytes(String name, String text) {
        return Bytes.of(name, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
