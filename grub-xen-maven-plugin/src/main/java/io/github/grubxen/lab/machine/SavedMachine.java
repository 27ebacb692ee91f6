// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.DirectoryNote;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.Progress;
import io.github.grubxen.io.TemporaryDirectory;
import io.github.grubxen.io.Watchdog;
import io.github.grubxen.lab.disk.CaseDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The saved state of a machine in which Xen and dom0 are up and wait for a command. A run continues from this state instead of
 * starting them. It can only be used with the same QEMU, the same stock and a machine of the usual size without further disks.
 *
 * @param state the state that QEMU saved
 * @param xenLog the messages of Xen and dom0 until then
 */
public record SavedMachine(Path state, Path xenLog) {
    /** Increase this number if the saved state changes. */
    private static final String LAYOUT = "3 ";

    /** The beginning of its directory's name in the cache. */
    public static final String KIND = "machine";

    private static final String STATE = "state";
    private static final String LOG = "before.txt";

    /** Name of the file with QEMU's reason if it cannot save a state. */
    private static final String REFUSAL = "refusal.txt";

    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    /** The saved machine for a plan, from the cache or saved now. Empty if the plan is not the usual one. */
    public static Optional<SavedMachine> of(Path cache, HostPrograms.Program qemu, MachinePlan wanted, BuildLog log)
            throws IOException {
        Stock stock = wanted.stock();
        if (!wanted.isUsual()) {
            return Optional.empty();
        }
        String recipe = LAYOUT
                + version(qemu, stock)
                + stock.directory().getFileName()
                + wanted.with(Path.of("x")).arguments(Path.of("y"));
        Path directory = PreparedDirectory.of(cache, KIND, List.of(), recipe, log, fresh -> {
            log.info("Saving a machine with Xen and dom0 up (once for these packages)");
            Progress.during(log, "Saving a machine", progress -> {
                saveAndCheck(qemu, wanted, fresh, log);
                return fresh;
            });
        });
        SavedMachine saved = in(directory);
        return Files.exists(saved.state()) ? Optional.of(saved) : Optional.empty();
    }

    /** Deletes the saved state, so that the next run saves a new one. */
    public void drop() throws IOException {
        new DirectoryNote(state.resolveSibling(".").normalize()).drop();
    }

    private static SavedMachine in(Path directory) {
        return new SavedMachine(directory.resolve(STATE), directory.resolve(LOG));
    }

    private static void saveAndCheck(HostPrograms.Program qemu, MachinePlan wanted, Path directory, BuildLog log)
            throws IOException {
        Path disk = directory.resolve("empty");
        try {
            try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
                file.setLength(CaseDisk.USUAL_SIZE);
            }
            Optional<String> refusal = save(qemu, wanted.with(disk), directory, log);
            if (refusal.isEmpty()) {
                check(qemu, wanted.with(disk), directory, log);
            } else { // QEMU would refuse each time
                log.warn("No machine was saved, so each run will start Xen and dom0: " + refusal.get());
                Files.writeString(directory.resolve(REFUSAL), refusal.get());
                Files.deleteIfExists(directory.resolve(STATE));
            }
        } finally {
            Files.deleteIfExists(disk);
        }
    }

    private static Optional<String> save(HostPrograms.Program qemu, MachinePlan plan, Path directory, BuildLog log)
            throws IOException {
        Path sockets = TemporaryDirectory.createShort("grub-xen"); // a socket's path must be short
        Watchdog watchdog = Watchdog.deleting(sockets);
        Path socket = sockets.resolve("qmp");
        try (XenMachine machine = XenMachine.withMonitor(qemu, plan, directory, socket)) {
            new Dom0Line(machine, log).awaitReady();
            Files.copy(directory.resolve(XenMachine.XEN_LOG), directory.resolve(LOG));
            try (QemuMonitor monitor = new QemuMonitor(socket)) {
                return monitor.save(directory.resolve(STATE));
            }
        } finally {
            Directories.delete(sockets);
            watchdog.close();
        }
    }

    /** Continues with the state that was just saved. */
    private static void check(HostPrograms.Program qemu, MachinePlan plan, Path directory, BuildLog log)
            throws IOException {
        try (XenMachine machine = XenMachine.resume(qemu, plan, in(directory), directory)) {
            new Dom0Line(machine, log).ask();
        }
    }

    /** QEMU's version message. Another build of QEMU may be unable to read this state. */
    private static String version(HostPrograms.Program qemu, Stock stock) throws IOException {
        List<String> command = new ArrayList<>(qemu.command());
        command.add("--version");
        return command
                + ExternalProgram.run(command, Map.copyOf(qemu.environment()), stock.directory(), TIME_LIMIT)
                        .outputOrThrow("qemu --version", "Check the installation of QEMU.");
    }
}
