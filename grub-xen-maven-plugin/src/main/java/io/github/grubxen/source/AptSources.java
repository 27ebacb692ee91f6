// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputDirectory;
import io.github.grubxen.io.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configured package sources of a machine's apt, in deb822 form.
 *
 * <p>Source: sources.list(5).
 *
 * @param entries one paragraph for each source
 */
record AptSources(List<ControlParagraph> entries) {
    private static final long MAX_BYTES = 1 << 20;

    /** Names that can be used for a suite instead of its code name. */
    private static final Set<String> ALIASES =
            Set.of("stable", "oldstable", "oldoldstable", "testing", "unstable", "sid");

    /** Suites without separate suites for updates and security. */
    private static final Set<String> ROLLING = Set.of("sid", "unstable", "experimental");

    private static final Pattern ONE_LINE =
            Pattern.compile("deb\\s+(?:\\[(?<options>[^]]*)]\\s*)?(?<uri>\\S+)\\s+(?<suite>\\S+)(?<components>.*)");

    /** Reads sources.list and sources.list.d below a directory such as /etc/apt. */
    static AptSources read(Path directory) throws IOException {
        List<ControlParagraph> entries = new ArrayList<>();
        List<Path> files = new ArrayList<>(List.of(directory.resolve("sources.list")));
        Path parts = directory.resolve("sources.list.d");
        if (InputDirectory.isThere(parts)) {
            files.addAll(Directories.list(parts));
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".list") && InputFile.isThere(file)) {
                Bytes.read(file, MAX_BYTES).utf8().lines().forEach(line -> addOneLine(entries, line));
            } else if (name.endsWith(".sources")) {
                entries.addAll(ControlParagraph.readAll(
                        file.toString(), Bytes.read(file, MAX_BYTES).utf8()));
            }
        }
        entries.removeIf(entry -> !words(entry, "Types").contains("deb")
                || entry.get("Enabled").orElse("yes").toLowerCase(Locale.ROOT).equals("no"));
        return new AptSources(entries);
    }

    /**
     * The same archives with another suite in place of the machine's own: {@code bookworm-updates} becomes
     * {@code trixie-updates}; sources of other suites are left out.
     */
    AptSources forSuite(String machineSuite, String suite) {
        List<ControlParagraph> changed = new ArrayList<>();
        for (ControlParagraph entry : entries) {
            List<String> suites = new ArrayList<>();
            for (String word : words(entry, "Suites")) {
                String base = word.replaceFirst("[-/].*", "");
                boolean wanted = base.equals(machineSuite) || ALIASES.contains(base);
                if (wanted && (base.equals(word) || !ROLLING.contains(suite))) {
                    suites.add(suite + word.substring(base.length()));
                }
            }
            if (!suites.isEmpty()) {
                changed.add(entry.with("Types", "deb").with("Suites", String.join(" ", suites)));
            }
        }
        return new AptSources(changed);
    }

    /** The same archives for another type of packages: {@code deb} or {@code deb-src}. */
    AptSources of(String type) {
        return new AptSources(
                entries.stream().map(entry -> entry.with("Types", type)).toList());
    }

    /** The text of a .sources file. */
    String toText() {
        return String.join("\n", entries.stream().map(ControlParagraph::toText).toList());
    }

    private static void addOneLine(List<ControlParagraph> entries, String line) {
        Matcher matcher = ONE_LINE.matcher(line.replaceFirst("#.*", "").strip());
        if (!matcher.matches()) {
            return;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Types", "deb");
        fields.put("URIs", matcher.group("uri"));
        fields.put("Suites", matcher.group("suite"));
        if (!matcher.group("components").isBlank()) {
            fields.put("Components", matcher.group("components").strip());
        }
        String options = matcher.group("options");
        for (String option : options == null ? new String[0] : options.strip().split("\\s+")) {
            String[] both = option.split("=", 2);
            String field = switch (both[0]) {
                case "arch" -> "Architectures";
                case "signed-by" -> "Signed-By";
                case "trusted" -> "Trusted";
                case "check-valid-until" -> "Check-Valid-Until";
                default -> "";
            };
            if (!field.isEmpty() && both.length == 2) {
                fields.put(field, both[1].replace(',', ' '));
            }
        }
        entries.add(new ControlParagraph(fields));
    }

    private static List<String> words(ControlParagraph entry, String field) {
        return Arrays.asList(entry.get(field).orElse("").strip().split("\\s+"));
    }
}
