// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Progress;
import io.github.grubxen.lab.machine.FullDisk;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.lab.machine.XenMachine;
import io.github.grubxen.source.AptRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Boots images on a real Xen in QEMU, as an ordinary user, without KVM and without an installed Xen. One run boots all
 * cases in sequence.
 */
public final class Lab {
    /** Reserved names. The files of cases with these names would replace files of the lab. */
    private static final Set<String> TAKEN =
            Set.of(XenMachine.XEN_LOG.replace(LabReport.TEXT, ""), XenMachine.QEMU_LOG.replace(LabReport.TEXT, ""));

    private final AptRepository apt;
    private final Path cache;
    private final HostPrograms programs;
    private final BuildLog log;

    /**
     * A lab.
     *
     * @param cache directory for files that are fetched and prepared once
     * @param apt the packages with Xen, its tools and kernels
     */
    public Lab(Path cache, AptRepository apt, BuildLog log) {
        this(cache, apt, HostPrograms.of(cache, apt), log);
    }

    Lab(Path cache, AptRepository apt, HostPrograms programs, BuildLog log) {
        this.apt = apt;
        this.cache = cache;
        this.programs = programs;
        this.log = log;
    }

    /**
     * Boots all cases. Empties a directory and writes the reports to it: a transcript for each case, the consoles of
     * Xen and QEMU, and a JUnit XML report. Logs one line for each case.
     *
     * @throws BadInput if the lab itself fails; a case that fails is part of the result
     */
    public List<CaseResult> run(List<BootCase> cases, Path directory) throws IOException {
        check(cases);
        try (LabDirectory place = LabDirectory.open(directory)) {
            try {
                return run(cases, place);
            } catch (IOException e) { // before the files that fill the disk are deleted
                throw FullDisk.explain(e, List.of(place.work(), cache));
            }
        }
    }

    private List<CaseResult> run(List<BootCase> cases, LabDirectory directory) throws IOException {
        apt.warnOfOthers(log);
        LabReport report = new LabReport(directory.path(), cases);
        HostPrograms.Program qemu = programs.qemu(log);
        Stock stock = Stock.of(cache, apt, log);
        CasePlans plans = new CasePlans(new DiskBuilder(stock, programs, directory.work(), log), directory.work());
        List<CasePlan> planned = Progress.during(log, "Preparing the disks of guests", progress -> plans.of(cases));
        List<CaseResult> results = new ArrayList<>();
        try (Machines machines = new Machines(cache, qemu, plans.machine(stock), directory.path(), log)) {
            for (CasePlan plan : planned) {
                CaseResult result = Progress.during(
                        log, "Booting " + plan.bootCase().name(), progress -> run(plan, machines, report));
                report.add(result);
                results.add(result);
                log.info(result.line());
            }
        }
        return results;
    }

    private static CaseResult run(CasePlan plan, Machines machines, LabReport report) throws IOException {
        Session session = machines.session();
        try (Transcript transcript = report.begin()) {
            return session.run(plan, transcript);
        } catch (BadInput e) {
            String console = session.console();
            Diagnostic told = e.diagnostic();
            report.broken(
                    String.join("\n", told.problem(), String.join("\n", told.quoted()))
                            .strip(),
                    console);
            if (console.isBlank()) {
                throw e;
            }
            List<String> lines = new ArrayList<>(told.quoted());
            lines.add("The last lines of " + plan.bootCase().name() + "'s console:");
            lines.addAll(XenMachine.tail(console).lines().toList());
            throw BadInput.quoting(told.place(), told.problem(), lines, told.remedy());
        }
    }

    private static void check(List<BootCase> cases) throws BadInput {
        Set<String> names = new HashSet<>();
        for (BootCase bootCase : cases) {
            if (!BootCase.NAME.matcher(bootCase.name()).matches() || !names.add(bootCase.name())) {
                throw new BadInput(
                        "case '" + bootCase.name() + "'",
                        "is not a name, or occurs twice",
                        "Give each case a name of its own, of letters, digits and . _ + ~ -.");
            }
            if (TAKEN.contains(bootCase.name())) {
                throw new BadInput(
                        "case '" + bootCase.name() + "'",
                        "'" + bootCase.name() + LabReport.TEXT + "' is the name of one of the lab's own files",
                        "Give the case another name.");
            }
            if (bootCase.expected().isEmpty()) {
                throw new BadInput(
                        "case '" + bootCase.name() + "'", "expects nothing", "Name the texts that must appear.");
            }
            bootCase.options().check(bootCase.name());
            for (Answer answer : bootCase.answers()) {
                answer.check(bootCase.name());
            }
        }
    }
}
