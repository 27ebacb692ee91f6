// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.lab.machine.Dom0Line;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.MachinePlan;
import io.github.grubxen.lab.machine.SavedMachine;
import io.github.grubxen.lab.machine.XenMachine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machine that guests run on: a saved one if possible, otherwise one that starts Xen and dom0. If a guest cannot be ended,
 * its machine is replaced by a new one.
 */
final class Machines implements Closeable {
    private final Path cache;
    private final HostPrograms.Program qemu;
    private final MachinePlan plan;
    private final Path directory;
    private final BuildLog log;
    private @Nullable XenMachine machine;
    private @Nullable Session session;

    /**
     * Machines for a plan. None of them is running yet.
     *
     * @param directory directory for Xen's console and QEMU's messages
     */
    Machines(Path cache, HostPrograms.Program qemu, MachinePlan plan, Path directory, BuildLog log) {
        this.cache = cache;
        this.qemu = qemu;
        this.plan = plan;
        this.directory = directory;
        this.log = log;
    }

    /** A session with a dom0 that accepts commands. */
    Session session() throws IOException {
        if (session != null && !session.isStuck()) {
            return session;
        }
        if (session != null) {
            log.warn(
                    "Giving up Xen and dom0, because the last guest hangs in them: another machine runs the remaining guests");
        }
        close();
        long start = System.nanoTime();
        XenMachine fresh = machine();
        machine = fresh;
        session = new Session(fresh, log);
        String seconds = String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
        log.info("Xen and dom0 are up in " + seconds);
        return session;
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
        }
        if (machine != null) {
            machine.close();
            machine = null;
        }
    }

    private XenMachine machine() throws IOException {
        Optional<SavedMachine> saved = Optional.empty();
        try {
            saved = SavedMachine.of(cache, qemu, plan, log);
            if (saved.isPresent()) {
                return started(XenMachine.resume(qemu, plan, saved.get(), directory), true);
            }
        } catch (IOException e) {
            log.warn("The saved machine cannot be used, so Xen and dom0 start again: " + e.getMessage());
            if (saved.isPresent()) {
                saved.get().drop();
            }
        }
        return started(XenMachine.start(qemu, plan, directory), false);
    }

    /** Returns the machine when it accepts commands. Ends it if it does not. */
    private XenMachine started(XenMachine fresh, boolean resumed) throws IOException {
        try {
            Dom0Line first = new Dom0Line(fresh, log);
            if (resumed) {
                first.ask();
            } else {
                first.awaitReady();
            }
            return fresh;
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
    }
}
