// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.guest.DomainJudge;
import io.github.grubxen.guest.Fleet;
import io.github.grubxen.guest.Judged;
import io.github.grubxen.guest.Verdict;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Choice;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Printable;
import io.github.grubxen.io.Progress;
import io.github.grubxen.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Checks many guests and logs two tables: the different verdicts with the numbers of their guests, and a line for each guest, in
 * the order of their configurations.
 *
 * @param judge decides about each
 * @param log the goal's log
 */
record GuestTable(DomainJudge judge, BuildLog log) {
    /** The widest column of names, in characters. */
    private static final int WIDEST_NAME = 40;

    /** The width of the numbers of guests, in characters. */
    private static final int WIDEST_NUMBER = "7000 guests".length();

    /** The largest number of different verdicts that are shown. */
    private static final int MOST_KINDS = 30;

    private static final int WIDTH_OF_VERDICT = "will not boot".length();

    /** What guests have in common. */
    private record Kind(Verdict.Outcome outcome, String reason) {}

    /**
     * Checks the guests.
     *
     * @throws BadInput if one of them will not boot
     */
    void check(List<Path> configs, ReportFiles reports) throws IOException {
        List<Judged> judged = Progress.during(
                log,
                "Checking guests",
                progress -> Fleet.judge(configs, judge, done -> progress.at(done + " of " + configs.size())));
        reports.write(report(judged));
        distinct(judged);
        int width = Math.min(
                WIDEST_NAME,
                judged.stream().mapToInt(guest -> guest.name().length()).max().orElse(0));
        for (Judged guest : judged) {
            log.info(line(guest.name(), width, guest.verdict().outcome(), guest.reason()));
        }
        log.info(totals(judged));
        long failed = count(judged, Verdict.Outcome.WILL_NOT_BOOT);
        if (failed > 0) {
            throw new BadInput(
                    "grub-xen:guest-check",
                    failed + " of " + judged.size() + " guests will not boot, for the reasons listed above",
                    "To see all findings about a guest, check it alone with -Dgrub-xen.domain=FILE.");
        }
    }

    /** Logs each verdict and reason that occurs, the worst and most frequent ones first, unless every guest has its own. */
    private void distinct(List<Judged> judged) {
        Map<Kind, Long> kinds = judged.stream()
                .collect(Collectors.groupingBy(
                        guest -> new Kind(guest.verdict().outcome(), guest.reason()),
                        LinkedHashMap::new,
                        Collectors.counting()));
        if (kinds.size() == judged.size()) {
            return;
        }
        kinds.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<Kind, Long> kind) -> kind.getKey().outcome())
                        .thenComparing(Map.Entry::getValue)
                        .reversed())
                .limit(MOST_KINDS)
                .forEach(kind -> log.info(line(
                        guests(kind.getValue()),
                        WIDEST_NUMBER,
                        kind.getKey().outcome(),
                        kind.getKey().reason())));
        if (kinds.size() > MOST_KINDS) {
            log.info("and " + (kinds.size() - MOST_KINDS) + " further reasons");
        }
    }

    private static String guests(long number) {
        return number + (number == 1 ? " guest" : " guests");
    }

    private static String line(String first, int width, Verdict.Outcome outcome, String reason) {
        String text = pad(first, width) + "  " + pad(verdict(outcome), WIDTH_OF_VERDICT) + "  " + reason;
        return Printable.line(text).stripTrailing();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String verdict(Verdict.Outcome outcome) {
        return switch (outcome) {
            case BOOTS -> "boots";
            case BOOTS_WITH_WARNING -> "warning";
            case NOT_CHECKED -> "not checked";
            case WILL_NOT_BOOT -> "will not boot";
        };
    }

    private static String totals(List<Judged> judged) {
        return String.format(
                Locale.ROOT,
                "%d guests: %d boot, %d boot with a warning, %d will not boot, %d were not checked",
                judged.size(),
                count(judged, Verdict.Outcome.BOOTS),
                count(judged, Verdict.Outcome.BOOTS_WITH_WARNING),
                count(judged, Verdict.Outcome.WILL_NOT_BOOT),
                count(judged, Verdict.Outcome.NOT_CHECKED));
    }

    private static long count(List<Judged> judged, Verdict.Outcome outcome) {
        return judged.stream()
                .filter(guest -> guest.verdict().outcome() == outcome)
                .count();
    }

    /** A finding that many guests share is reported once, with the names of their files. */
    private static Report report(List<Judged> judged) {
        Map<Diagnostic, List<String>> concerned = new LinkedHashMap<>();
        List<Report.Guest> guests = new ArrayList<>();
        for (Judged guest : judged) {
            Verdict verdict = guest.verdict();
            verdict.findings()
                    .forEach(finding -> concerned
                            .computeIfAbsent(finding, any -> new ArrayList<>())
                            .add(guest.file()));
            guests.add(new Report.Guest(guest.file(), guest.name(), Choice.word(verdict.outcome()), verdict.unknown()));
        }
        List<Report.Finding> findings = new ArrayList<>();
        concerned.forEach((finding, files) -> findings.add(new Report.Finding(finding, files, false)));
        return new Report("guest-check", findings, List.of(), guests);
    }
}
