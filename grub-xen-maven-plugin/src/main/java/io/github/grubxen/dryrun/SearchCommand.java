// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command search, in its long form and in those of the modules search_fs_file, search_fs_uuid and search_label.
 *
 * <p>Source: GRUB, grub-core/commands/search.c and search_wrap.c.
 */
record SearchCommand(Run run) {
    /** What a device is recognized by. */
    private enum Key {
        FILE,
        UUID,
        LABEL
    }

    void addTo(Map<String, Command> commands) {
        commands.put("search", this::search);
        commands.put("search.file", (statement, words) -> shortForm(statement, words, Key.FILE));
        commands.put("search.fs_uuid", (statement, words) -> shortForm(statement, words, Key.UUID));
        commands.put("search.fs_label", (statement, words) -> shortForm(statement, words, Key.LABEL));
    }

    private void shortForm(Statement.Command statement, List<String> words, Key key) throws IOException {
        if (words.isEmpty()) {
            run.fail(statement.position(), "one argument expected.");
            return;
        }
        find(statement, key, words.get(0), Optional.of(words.size() > 1 ? words.get(1) : "root"));
    }

    private void search(Statement.Command statement, List<String> words) throws IOException {
        Optional<Key> key = Optional.empty();
        Optional<String> set = Optional.empty();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-f", "--file" -> key = Optional.of(Key.FILE);
                case "-u", "--fs-uuid" -> key = Optional.of(Key.UUID);
                case "-l", "--label" -> key = Optional.of(Key.LABEL);
                case "-s", "--set" -> set = Optional.of("root");
                case "-h", "--hint" -> i++;
                default -> {
                    if (word.startsWith("--set=")) {
                        set = Optional.of(word.substring("--set=".length()));
                    } else if (!word.startsWith("-")) {
                        operands.add(word);
                    }
                }
            }
        }
        // -s takes the next word as the variable if there is still one to look for
        if (words.contains("-s") && operands.size() > 1) {
            set = Optional.of(operands.remove(0));
        }
        if (operands.isEmpty() && set.isPresent()) {
            operands.add(set.get());
        }
        if (operands.isEmpty() || key.isEmpty()) {
            run.fail(statement.position(), operands.isEmpty() ? "one argument expected." : "unspecified search type.");
            return;
        }
        find(statement, key.get(), operands.get(0), set);
    }

    private void find(Statement.Command statement, Key key, String wanted, Optional<String> set) throws IOException {
        for (String device : run.disks.devices()) {
            if (is(device, key, wanted)) {
                set.ifPresent(variable -> run.environment.set(variable, device));
                return;
            }
        }
        if (run.disks.isAssumed()) {
            run.assume("The search for '" + wanted + "' was taken to find the guest's disk.");
            return;
        }
        run.fail(statement.position(), "no such device: " + wanted + ".");
    }

    private boolean is(String device, Key key, String wanted) throws IOException {
        return switch (key) {
            case FILE ->
                wanted.startsWith("/")
                        && run.disks
                                .entry(device, wanted)
                                .filter(entry -> !entry.directory())
                                .isPresent();
            case UUID ->
                run.disks
                        .fact(device, Disks.Fact.UUID)
                        .filter(wanted::equalsIgnoreCase)
                        .isPresent();
            case LABEL ->
                run.disks.fact(device, Disks.Fact.LABEL).filter(wanted::equals).isPresent();
        };
    }
}
