// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a file in a command. Only this class knows which arguments are files.
 *
 * <p>Source: the calls of grub_file_open in GRUB's commands, loaders and disk/loopback.c, and commands/test.c.
 *
 * @param argument the argument with the name
 * @param use how the command uses the file
 * @param names the possible names, with {@code $name} for unknown parts
 * @param certain the names without unknown parts
 */
record NamedFile(Argument argument, Use use, List<String> names, List<String> certain) {
    /** The use of a file in a command. */
    enum Use {
        /** Starts the file, runs it, or makes a disk from it: the guest needs it to start. */
        STARTS,
        /** Checks the file, or other files with it. */
        CHECKS,
        /** Checks the files that it names. */
        LIST,
        /** Opens the file for another purpose. */
        OPENS,
        /** Tests whether the file exists, by listing its directory. */
        TESTS,
        /** Tests its size, by opening it. */
        MEASURES,
        /** Also accepts names that are not files. */
        NAMES,
        /** Reads or writes variables. */
        ENVIRONMENT,
        /** Looks for the file on each device. */
        SEARCHES
    }

    /** The arguments of a command that are files: the index of the first one, and their number. Options are not counted. */
    private record Place(int first, int count, Use use) {}

    private static final int ALL = Integer.MAX_VALUE;

    private static final Set<String> HASHES = Set.of("crc", "hashsum", "md5sum", "sha1sum", "sha256sum", "sha512sum");

    private static final Map<String, Place> COMMANDS = commands();

    private static Map<String, Place> commands() {
        Map<String, Place> all = new TreeMap<>();
        Stream.of(
                        "linux multiboot multiboot2 module module2 chainloader xen_hypervisor xen_module",
                        "configfile source . normal legacy_configfile legacy_source syslinux_configfile syslinux_source",
                        "extract_entries_configfile extract_entries_source",
                        "extract_legacy_entries_configfile extract_legacy_entries_source",
                        "extract_syslinux_entries_configfile extract_syslinux_entries_source")
                .flatMap(names -> Stream.of(names.split(" ", -1)))
                .forEach(name -> all.put(name, new Place(0, 1, Use.STARTS)));
        all.put("initrd", new Place(0, ALL, Use.STARTS));
        all.put("loopback", new Place(1, 1, Use.STARTS));
        all.put("cmp", new Place(0, 2, Use.OPENS));
        all.put("verify_detached", new Place(0, 3, Use.CHECKS));
        all.put("trust", new Place(0, 1, Use.CHECKS));
        Stream.of("blocklist", "file", "hexdump", "testload", "testspeed")
                .forEach(name -> all.put(name, new Place(0, 1, Use.OPENS)));
        Stream.concat(Stream.of("cat"), HASHES.stream()).forEach(name -> all.put(name, new Place(0, ALL, Use.OPENS)));
        Stream.of("ls", "insmod", "loadfont").forEach(name -> all.put(name, new Place(0, ALL, Use.NAMES)));
        return Map.copyOf(all);
    }

    private static final Set<String> ENVIRONMENT = Set.of("load_env", "save_env", "list_env");

    private static final Set<String> TESTS = Set.of("-f", "-s", "-e", "-d");

    private static final String SET = "--set=";

    /** The prefix of a file name from which GRUB makes an initrd. */
    private static final Pattern NEWC = Pattern.compile("newc:[^:]*:(.*)", Pattern.DOTALL);

    /** All files that a command names. */
    static List<NamedFile> in(Node node, Subject subject) {
        String name = node.name();
        if (subject.run().isFunction(name)) {
            return List.of();
        }
        if (ENVIRONMENT.contains(name)) {
            return value(node, "--file", "-f", Use.ENVIRONMENT).stream().toList();
        } else if (name.equals("[") || name.equals("test")) {
            return tested(node);
        }
        Optional<NamedFile> list = HASHES.contains(name) ? value(node, "--check", "-c", Use.LIST) : Optional.empty();
        if (list.isPresent()) {
            return List.of(list.get());
        }
        Place place = COMMANDS.get(name);
        return place == null
                ? searched(node, subject)
                : arguments(node, place, subject)
                        .skip(place.first())
                        .limit(place.count())
                        .map(argument -> of(argument, place.use()))
                        .toList();
    }

    /**
     * The arguments without options: all of them for a command that starts something, because its options have no values;
     * otherwise up to the first unknown one.
     */
    private static Stream<Argument> arguments(Node node, Place place, Subject subject) {
        Optional<CommandUsage> usage = new CommandTable(subject.info()).usage(node.name());
        return place.use() == Use.STARTS || usage.isEmpty()
                ? node.arguments().stream()
                        .filter(argument -> !argument.word().shown().startsWith("-"))
                : new UsedWords(usage.get(), node.arguments()).arguments().stream();
    }

    /** The files of a test, with their positions, after one of the operators for files. */
    private static List<NamedFile> tested(Node node) {
        List<NamedFile> files = new ArrayList<>();
        List<Argument> words = node.arguments();
        for (int i = 1; i < words.size(); i++) {
            Optional<String> operator = words.get(i - 1).literal().filter(TESTS::contains);
            if (operator.isPresent()) {
                files.add(of(words.get(i), operator.get().equals("-s") ? Use.MEASURES : Use.TESTS));
            }
        }
        return files;
    }

    /** The file that an option names, by its long or its short name. */
    static Optional<NamedFile> value(Node node, String longName, String shortName, Use use) {
        List<Argument> words = node.arguments();
        for (int i = 0; i < words.size(); i++) {
            String shown = words.get(i).word().shown();
            if (shown.equals(shortName) || shown.equals(longName)) {
                return i + 1 < words.size() ? Optional.of(of(words.get(i + 1), use)) : Optional.empty();
            }
            for (String option : List.of(longName + "=", shortName)) {
                if (shown.startsWith(option)) {
                    return Optional.of(of(words.get(i), use, option));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The file that a {@code search} looks for on each device: without an argument, the value of {@code --set}. GRUB tries a
     * label and a UUID first if they are given too.
     */
    private static List<NamedFile> searched(Node node, Subject subject) {
        if (node.name().equals("search.file")) {
            return node.arguments().stream()
                    .limit(1)
                    .map(file -> of(file, Use.SEARCHES))
                    .toList();
        }
        Optional<UsedWords> used = Optional.of(node)
                .filter(search -> search.name().equals("search"))
                .flatMap(search -> new CommandTable(subject.info()).usage("search"))
                .map(usage -> new UsedWords(usage, node.arguments()))
                .filter(words -> words.given().contains("--file"))
                .filter(words ->
                        !words.given().contains("--label") && !words.given().contains("--fs-uuid"));
        if (used.isEmpty()) {
            return List.of();
        }
        boolean set = used.get().arguments().isEmpty() && !used.get().isOpen();
        return set
                ? node.arguments().stream()
                        .filter(word -> word.word().shown().startsWith(SET))
                        .map(word -> of(word, Use.SEARCHES, SET))
                        .toList()
                : used.get().arguments().stream()
                        .limit(1)
                        .map(file -> of(file, Use.SEARCHES))
                        .toList();
    }

    private static NamedFile of(Argument argument, Use use) {
        return of(argument, use, "");
    }

    private static NamedFile of(Argument argument, Use use, String option) {
        List<String> certain = argument.possible().stream()
                .filter(word -> word.literal().isPresent() && !word.isPattern())
                .map(word -> name(word, option))
                .toList();
        return new NamedFile(
                argument,
                use,
                argument.possible().stream().map(word -> name(word, option)).toList(),
                certain);
    }

    private static String name(Word word, String option) {
        String shown = word.shown();
        String name = shown.startsWith(option) ? shown.substring(option.length()) : shown;
        Matcher newc = NEWC.matcher(name);
        return newc.matches() ? newc.group(1) : name;
    }

    /** Whether all possible names are known. */
    boolean isCertain() {
        return names.size() == certain.size();
    }
}
