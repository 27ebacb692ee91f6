// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Commands that load files. Whether GRUB can use the contents is not looked at here.
 *
 * <p>Source: GRUB, grub-core/kern/dl.c, loader/i386/xen.c, loader/i386/linux.c, loader/linux.c, commands/probe.c.
 */
record FileCommands(Run run) {
    /** Loaders, besides linux. */
    private static final Set<String> LOADERS =
            Set.of("linux", "multiboot", "multiboot2", "chainloader", "xen_hypervisor");

    private static final String NOT_FOUND = "' not found.";

    void addTo(Map<String, Command> commands) {
        LOADERS.forEach(name -> commands.put(name, (statement, words) -> load(name, statement, words)));
        commands.put("initrd", this::initrd);
        for (String name : List.of("module", "module2", "xen_module")) {
            commands.put(name, this::module);
        }
        commands.put("insmod", this::insmod);
        commands.put("loadfont", (statement, words) -> {
            run.success = !words.isEmpty() && words.stream().allMatch(word -> word.startsWith("("));
        });
        commands.put("probe", this::probe);
    }

    private void load(String name, Statement.Command statement, List<String> words) throws IOException {
        run.started = null;
        List<String> operands = words.stream()
                .dropWhile(word -> word.startsWith("--") || word.equals("-f"))
                .toList();
        if (operands.isEmpty()) {
            run.fail(statement.position(), "filename expected.");
            return;
        }
        Optional<FilePath> file = file(statement, operands.get(0));
        if (file.isPresent()) {
            run.started = new Started(
                    name,
                    run.place(statement.position()),
                    file.get(),
                    operands.subList(1, operands.size()),
                    List.of(),
                    run.entries);
        }
    }

    private void initrd(Statement.Command statement, List<String> words) throws IOException {
        Started kernel = run.started;
        if (kernel == null) {
            run.fail(statement.position(), "you need to load the kernel first.");
            return;
        }
        List<FilePath> files = new ArrayList<>();
        for (String word : words) {
            Optional<FilePath> file = file(statement, word.replaceFirst("^newc:[^:]*:", ""));
            if (file.isEmpty()) {
                return;
            }
            files.add(file.get());
        }
        run.started = kernel.with(files);
    }

    private void module(Statement.Command statement, List<String> words) throws IOException {
        if (run.started == null) {
            run.fail(statement.position(), "you need to load the kernel first.");
        } else if (!words.isEmpty()) {
            file(statement, words.get(words.get(0).equals("--nounzip") && words.size() > 1 ? 1 : 0));
        }
    }

    /** A file that must exist; GRUB's message if it does not. */
    private Optional<FilePath> file(Statement.Command statement, String name) throws IOException {
        Optional<FilePath> path = FilePath.of(name, run.root());
        if (path.isEmpty()) {
            run.fail(statement.position(), "invalid file name `" + name + "'.");
            return path;
        }
        if (run.disks.isAssumed()) {
            return path;
        }
        if (!run.disks.devices().contains(run.disks.known(path.get().device()))) {
            run.fail(statement.position(), "disk `" + path.get().device() + NOT_FOUND);
            return Optional.empty();
        }
        if (run.disks.size(path.get()).isEmpty()) {
            run.fail(statement.position(), "file `" + path.get().path() + NOT_FOUND);
            return Optional.empty();
        }
        return Optional.of(run.disks.located(path.get()));
    }

    private void insmod(Statement.Command statement, List<String> words) throws IOException {
        if (words.isEmpty()) {
            run.fail(statement.position(), "one argument expected.");
            return;
        }
        String name = words.get(0).replaceFirst("^.*/", "").replaceFirst("\\.mod$", "");
        if (run.loaded.contains(name)) {
            return;
        }
        boolean path = words.get(0).contains("/");
        if (!path
                && run.modules.memdisk().contains(name)
                && run.environment.get("prefix").startsWith("(memdisk)")) {
            run.loaded.add(name);
            return;
        }
        String file = path ? words.get(0) : run.moduleFile(name);
        Optional<FilePath> found = FilePath.of(file, run.root());
        if (found.isPresent()
                && !run.disks.isAssumed()
                && run.disks.size(found.get()).isPresent()) {
            run.loaded.add(name);
            run.assume("The module " + found.get() + " was taken to fit the image's GRUB ("
                    + run.place(statement.position()) + ").");
        } else {
            run.fail(statement.position(), "file `" + file.replaceFirst("^\\([^)]*\\)", "") + NOT_FOUND);
        }
    }

    /** {@code probe --set=variable --fs|--fs-uuid|--label DEVICE}. */
    private void probe(Statement.Command statement, List<String> words) throws IOException {
        Options options =
                Options.of(words, "--set -s=", "--fs -f", "--fs-uuid -u", "--label -l", "--driver -d", "--partmap -p");
        String device =
                options.operands().isEmpty() ? "" : options.operands().get(0).replaceAll("[()]", "");
        Optional<Disks.Fact> fact = options.has("--fs")
                ? Optional.of(Disks.Fact.FILE_SYSTEM)
                : options.has("--fs-uuid")
                        ? Optional.of(Disks.Fact.UUID)
                        : options.has("--label") ? Optional.of(Disks.Fact.LABEL) : Optional.empty();
        Optional<String> value = fact.isEmpty() ? Optional.of("none") : run.disks.fact(device, fact.get());
        if (value.isEmpty()) {
            run.fail(statement.position(), "unknown filesystem.");
        } else {
            options.value("--set").ifPresent(variable -> run.environment.set(variable, value.get()));
        }
    }
}
