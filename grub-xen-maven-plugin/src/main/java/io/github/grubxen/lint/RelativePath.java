// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Step;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file's name without a slash: GRUB has no current directory, and takes it for a list of blocks of the disk. */
final class RelativePath {
    private RelativePath() {}

    private static final Set<String> ONE_FILE = Set.of(
            "linux",
            "multiboot",
            "multiboot2",
            "module",
            "module2",
            "chainloader",
            "xen_hypervisor",
            "xen_module",
            "configfile",
            "source",
            ".",
            "legacy_configfile",
            "legacy_source",
            "syslinux_configfile",
            "loopback");

    /** Commands all of whose arguments are files. */
    private static final Set<String> FILES = Set.of("initrd", "cat");

    /** What begins the name of a file for an initrd that GRUB makes of it. */
    private static final Pattern NEWC = Pattern.compile("newc:[^:]*:(.*)");

    private static final Pattern PLACE = Pattern.compile("\\(([^()]*)\\)(.*)", Pattern.DOTALL);

    private static final Pattern BLOCKS = Pattern.compile(
            "((0x[0-9a-fA-F]+|\\d+)?\\+(0x[0-9a-fA-F]+|\\d+)?)(,((0x[0-9a-fA-F]+|\\d+)?\\+(0x[0-9a-fA-F]+|\\d+)?))*");

    /** Over the network a name without a slash is one. */
    private static final Pattern NETWORK = Pattern.compile("(tftp|http|pxe)\\b.*");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            if (subject.run().isFunction(step.name()) || isOverNetwork(step.root())) {
                continue;
            }
            for (Argument file :
                    Stream.concat(files(step), searched(step, subject)).toList()) {
                file.possible().stream()
                        .map(RelativePath::name)
                        .filter(RelativePath::isRelative)
                        .findFirst()
                        .ifPresent(name -> findings.add(new Finding(
                                file.word().position(),
                                step.name() + " takes '" + name
                                        + "' for a list of blocks, as it begins without a slash",
                                "Write /" + name + ", with the directories before it.")));
            }
        }
        return findings;
    }

    /** The arguments that are files which it runs or starts, or shows. */
    static Stream<Argument> files(Step step) {
        if (FILES.contains(step.name())) {
            return step.arguments().stream()
                    .filter(argument -> !argument.word().shown().startsWith("-"));
        }
        Map<String, Integer> skipped = Map.of("loopback", 1);
        return ONE_FILE.contains(step.name())
                ? step.arguments().stream()
                        .filter(argument -> !argument.word().shown().startsWith("-"))
                        .skip(skipped.getOrDefault(step.name(), 0))
                        .limit(1)
                : Stream.of();
    }

    /** The file that a {@code search} looks for on each device; GRUB tries a label and a UUID first where both are asked for. */
    private static Stream<Argument> searched(Step step, Subject subject) {
        if (step.name().equals("search.file")) {
            return step.arguments().stream().limit(1);
        }
        return Stream.of(step)
                .filter(search -> search.name().equals("search"))
                .flatMap(search -> new CommandTable(subject.info()).usage("search").stream())
                .map(usage -> new UsedWords(usage, step.arguments()))
                .filter(words -> words.given().contains("--file"))
                .filter(words ->
                        !words.given().contains("--label") && !words.given().contains("--fs-uuid"))
                .flatMap(words -> words.arguments().stream().limit(1));
    }

    private static String name(Word word) {
        String file = file(word);
        Matcher place = PLACE.matcher(file);
        if (!place.matches()) {
            return file;
        }
        return NETWORK.matcher(place.group(1)).matches() ? "/" : place.group(2);
    }

    /** A file with its device, without what makes a file of an initrd of it. */
    static String file(Word word) {
        Matcher newc = NEWC.matcher(word.shown());
        return newc.matches() ? newc.group(1) : word.shown();
    }

    private static boolean isRelative(String name) {
        return !name.isEmpty()
                && "/$(".indexOf(name.charAt(0)) < 0
                && !BLOCKS.matcher(name).matches();
    }

    private static boolean isOverNetwork(Argument root) {
        return root.possible().stream()
                .anyMatch(word -> NETWORK.matcher(word.shown()).matches());
    }
}
