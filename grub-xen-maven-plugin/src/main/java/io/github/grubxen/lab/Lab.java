package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Folders;
import io.github.grubxen.source.AptRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Boots images on a real Xen in QEMU, as an ordinary user, without KVM and without anything of Xen installed: all cases one after the
 * other in one run.
 */
public final class Lab {
    private final AptRepository apt;
    private final Path cache;
    private final BuildLog log;

    /**
     * A lab.
     *
     * @param cache folder of what is fetched and prepared once
     * @param apt where Xen, its tools and kernels come from
     */
    public Lab(Path cache, AptRepository apt, BuildLog log) {
        this.cache = cache;
        this.apt = apt;
        this.log = log;
    }

    /**
     * Boots all cases and reports into a folder, which is emptied before: a transcript for each case, the consoles of Xen and QEMU, and
     * a JUnit XML. One line is logged for each case.
     *
     * @throws BadInput when something of the lab itself fails; a case that fails is in the result
     */
    public List<CaseResult> run(List<BootCase> cases, Path folder) throws IOException {
        check(cases);
        Folders.delete(folder);
        Path work = Files.createDirectories(folder.toAbsolutePath().resolve("work"));
        AtExit atExit = new AtExit(() -> deleteQuietly(work));
        try {
            return run(cases, folder.toAbsolutePath(), work);
        } catch (IOException e) {
            throw FullDisk.explain(e, List.of(work, cache));
        } finally {
            Folders.delete(work);
            atExit.close();
        }
    }

    private List<CaseResult> run(List<BootCase> cases, Path folder, Path work) throws IOException {
        HostPrograms programs = HostPrograms.of(cache, apt);
        HostPrograms.Program qemu = programs.qemu(log);
        Stock stock = Stock.of(cache, apt, log);
        CasePlans plans = new CasePlans(new DiskBuilder(stock, programs, work, log), work);
        List<CasePlan> planned = plans.of(cases);
        LabReport report = new LabReport(folder, cases);
        List<CaseResult> results = new ArrayList<>();
        try (XenMachine machine = machine(qemu, stock, plans.machine(stock), folder);
                Session session = new Session(machine, log)) {
            for (CasePlan plan : planned) {
                CaseResult result = session.run(plan);
                report.add(result);
                results.add(result);
                log.info(result.line());
            }
        } finally {
            report.close();
        }
        return results;
    }

    /** A machine that takes commands: a saved one where that works, else one that starts Xen and dom0. */
    private XenMachine machine(HostPrograms.Program qemu, Stock stock, MachinePlan plan, Path folder)
            throws IOException {
        long start = System.nanoTime();
        XenMachine machine;
        try {
            machine = resumed(qemu, stock, plan, folder);
        } catch (IOException e) {
            log.warn("The saved machine is of no use, Xen and dom0 start anew: " + e.getMessage());
            machine = started(XenMachine.start(qemu, plan, folder), false);
        }
        String seconds = String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
        log.info("Xen and dom0 are up in " + seconds);
        return machine;
    }

    private XenMachine resumed(HostPrograms.Program qemu, Stock stock, MachinePlan plan, Path folder)
            throws IOException {
        Optional<SavedMachine> saved = SavedMachine.of(cache, qemu, stock, plan, log);
        return saved.isPresent()
                ? started(XenMachine.resume(qemu, plan, saved.get(), folder), true)
                : started(XenMachine.start(qemu, plan, folder), false);
    }

    /** Gives the machine on when it takes commands, and ends it when it does not. */
    private XenMachine started(XenMachine machine, boolean resumed) throws IOException {
        try (Session session = new Session(machine, log)) {
            if (resumed) {
                session.ask();
            } else {
                session.awaitReady();
            }
            return machine;
        } catch (IOException e) {
            machine.close();
            throw e;
        }
    }

    private static void check(List<BootCase> cases) throws BadInput {
        Set<String> names = new HashSet<>();
        for (BootCase bootCase : cases) {
            if (!BootCase.NAME.matcher(bootCase.name()).matches() || !names.add(bootCase.name())) {
                throw new BadInput(
                        "<case>/<name>",
                        "'" + bootCase.name() + "' is no name, or there twice",
                        "Give each case a name of its own, of letters, digits and . _ + ~ -.");
            }
            if (bootCase.expected().isEmpty()) {
                throw new BadInput(
                        "<case>/<expect>",
                        "nothing is expected of '" + bootCase.name() + "'",
                        "Name what must appear.");
            }
            bootCase.options().check();
        }
    }

    static void deleteQuietly(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            return; // Java ends, there is nobody to tell
        }
    }
}
