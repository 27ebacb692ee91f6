// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code blscfg}: makes a menu entry of each file of the Boot Loader Specification, the highest version first.
 *
 * <p>Source: GRUB 2.14, grub-core/commands/blsuki.c.
 */
record BlsCommand(Run run) {
    private static final String DIRECTORY = "/loader/entries";
    private static final String SUFFIX = ".conf";

    /** The largest file that is read, in bytes. */
    private static final long LARGEST_ENTRY = 1 << 20;

    /** The most files of a directory that are read. */
    private static final int MOST_ENTRIES = 1000;

    /** A variable in a value, and the blank after it, which GRUB drops. */
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z0-9_]*) ?");

    /** The file of an entry, and its fields in their order. */
    private record Entry(FilePath file, List<Map.Entry<String, String>> fields) {
        String id() {
            return file.path().replaceFirst(".*/", "").replaceFirst("\\.conf$", "");
        }

        List<String> all(String key) {
            return fields.stream()
                    .filter(field -> field.getKey().equals(key))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        Optional<String> first(String key) {
            return all(key).stream().findFirst();
        }
    }

    void addTo(Map<String, Command> commands) {
        commands.put("blscfg", this::blscfg);
    }

    private void blscfg(Statement.Command statement, List<String> words) throws IOException {
        Options options = Options.of(
                words,
                "--path -p=",
                "--enable-fallback -f",
                "--show-default -d",
                "--show-non-default -n",
                "--entry -e=");
        if (!options.operands().isEmpty()) {
            run.fail(statement.position(), "unexpected argument(s) found, see --help.");
            return;
        }
        boolean defaults = options.has("--show-default");
        boolean others = options.has("--show-non-default");
        Optional<String> only = options.value("--entry");
        boolean all = !defaults && !others && only.isEmpty();
        List<Entry> entries = entries(options.value("--path").orElse(DIRECTORY));
        if (entries.isEmpty() && options.has("--enable-fallback")) {
            entries = entries(DIRECTORY);
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean isDefault = isDefault(entry, i);
            boolean named = only.isPresent() && only.get().equals(entry.id() + SUFFIX);
            if (all || named || (isDefault ? defaults : others)) {
                show(entry);
            }
        }
    }

    private List<Entry> entries(String name) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Optional<FilePath> path = FilePath.of(name, run.root());
        if (path.isEmpty()) {
            return entries;
        }
        List<String> files = List.of(path.get().path());
        if (!name.endsWith(SUFFIX)) {
            String directory = path.get().path().replaceFirst("/*$", "/");
            files = run.disks.names(path.get().device(), path.get().path()).stream()
                    .filter(file -> file.endsWith(SUFFIX))
                    .sorted(new FileVersionOrder().reversed())
                    .limit(MOST_ENTRIES)
                    .map(file -> directory + file)
                    .toList();
        }
        for (String file : files) {
            Optional<Bytes> text = run.disks.read(path.get().device(), file, LARGEST_ENTRY);
            if (text.isPresent()) {
                entries.add(new Entry(
                        run.disks.located(new FilePath(path.get().device(), file)),
                        fields(text.get().utf8())));
            }
        }
        return entries;
    }

    /** The fields up to the first line without a value, where GRUB stops too. */
    private static List<Map.Entry<String, String>> fields(String text) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            String stripped = line.replaceFirst("^[ \t]+", "");
            if (stripped.startsWith("#")) {
                continue;
            }
            String[] field = stripped.split("[ \t]+", 2);
            if (field.length < 2 || field[1].isEmpty()) {
                break;
            }
            fields.add(Map.entry(field[0], field[1]));
        }
        return fields;
    }

    private boolean isDefault(Entry entry, int index) {
        String value = run.environment.get("default");
        return !value.isEmpty()
                && (value.equals(entry.id() + SUFFIX)
                        || entry.first("title").filter(value::equals).isPresent()
                        || value.equals(String.valueOf(index)));
    }

    private void show(Entry entry) {
        Optional<String> kernel = entry.first("linux");
        if (kernel.isEmpty() || run.menus.isEmpty()) {
            return;
        }
        boolean saves = run.environment.get("blsuki_save_default").matches("1|true|y|yes|on");
        StringBuilder text = new StringBuilder(saves ? "savedefault\n" : "");
        text.append("linux ").append(kernel.get());
        entry.first("options").ifPresent(options -> text.append(' ').append(expanded(options)));
        List<String> initrds = entry.all("initrd");
        text.append(initrds.isEmpty() ? "" : "\ninitrd " + String.join(" ", initrds))
                .append('\n');
        String file = entry.file() + ", as a menu entry";
        try {
            Script body = Script.parse(Bytes.of(file, text.toString().getBytes(StandardCharsets.UTF_8)));
            String title = entry.first("title").orElse(kernel.get());
            run.menus.element().add(new MenuEntry(title, entry.id(), false, body.statements(), List.of(title), file));
        } catch (BadInput e) {
            run.assume(e.diagnostic().line());
        }
    }

    private String expanded(String value) {
        return VARIABLE.matcher(value).replaceAll(this::value);
    }

    private String value(MatchResult variable) {
        String name = variable.group(1);
        return run.environment.isSet(name) ? Matcher.quoteReplacement(run.environment.get(name) + " ") : "";
    }
}
