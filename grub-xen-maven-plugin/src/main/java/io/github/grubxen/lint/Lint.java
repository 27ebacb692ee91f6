// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Latin1;
import io.github.grubxen.io.Place;
import io.github.grubxen.io.Printable;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImagePlan;
import io.github.grubxen.report.Report;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Lints configs, and reports findings that several images share only once. Not thread-safe. */
public final class Lint {
    /** Maximum number of further places that are named for a problem that occurs several times in a config. */
    private static final int MOST_PLACES = 5;

    /** Rules whose findings prevent the image. Each of their findings is shown on a separate line. */
    private static final Set<String> REFUSALS = Set.of(Rules.SYNTAX, Rules.PLACEHOLDER, Rules.TOO_LONG, Rules.IMAGE);

    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(Lint::file)
            .thenComparing(diagnostic -> diagnostic.place() instanceof Place.Line place ? place.line() : 0)
            .thenComparing(diagnostic -> diagnostic.place() instanceof Place.Line place ? place.column() : 0)
            .thenComparing(Diagnostic::severity)
            .thenComparing(Diagnostic::toString);

    private final Rules rules;
    private final ImageOptions options;

    /** Each finding with the images that it applies to. */
    private final Map<Diagnostic, Set<String>> found = new TreeMap<>(BY_PLACE);

    /**
     * A finding.
     *
     * @param diagnostic the problem; its place is a line of a config, or the whole config
     * @param images names of the affected images
     */
    public record Linted(Diagnostic diagnostic, List<String> images) {
        /** The finding for a report. */
        public Report.Finding finding() {
            return new Report.Finding(diagnostic, images, false);
        }
    }

    /** The properties that findings in one line of the log share. */
    private record Same(String where, Diagnostic.Severity severity, String text, List<String> images) {}

    /** A line for the log: a warning or an error. */
    public record Shown(Diagnostic.Severity severity, String text) {}

    /** A linter without findings. */
    public Lint(Rules rules, ImageOptions options) {
        this.rules = rules;
        this.options = options;
    }

    /**
     * Lints the config of an image.
     *
     * @param image the name of the image
     * @param plan its other contents
     */
    public void add(String image, GrubConfig parsed, ImagePlan plan, ModuleTree tree) throws IOException {
        FilledConfig config = parsed.filled();
        if (!config.refusals().isEmpty()) {
            config.unknown().forEach(unknown -> add(image, unknown.by(Rules.PLACEHOLDER)));
            config.tooLong().ifPresent(tooLong -> add(image, tooLong.by(Rules.TOO_LONG)));
            return; // the remaining problems would only be reported a second time
        }
        Script script;
        try {
            script = parsed.script();
        } catch (BadInput e) {
            add(image, config.inFile(e).diagnostic().by(Rules.SYNTAX));
            return;
        }
        SuppressionComments suppressions = SuppressionComments.of(script);
        for (Finding problem : suppressions.problems()) {
            add(image, config, problem, Diagnostic.Severity.ERROR, Rules.COMMENT);
        }
        Subject subject;
        try {
            subject = Subject.of(parsed, plan.recipe(tree), tree, options);
        } catch (BadInput e) {
            Diagnostic refusal = config.inFile(e).diagnostic();
            add(image, refusal.rule().equals(Diagnostic.INPUT) ? refusal.by(Rules.IMAGE) : refusal);
            return;
        }
        for (Rule rule : Rules.all()) {
            for (Finding finding : new LinkedHashSet<>(rule.check().apply(subject))) {
                RuleLevel level = suppressions.level(rule, finding.position(), rules.level(rule));
                if (level != RuleLevel.OFF) {
                    add(image, config, finding, level.severity(), rule.name());
                }
            }
        }
    }

    private void add(String image, FilledConfig config, Finding finding, Diagnostic.Severity severity, String rule) {
        Place place = config.inFile(finding.position()).in(config.text().name());
        add(image, new Diagnostic(place, rule, severity, finding.problem(), finding.remedy()));
    }

    private void add(String image, Diagnostic finding) {
        Set<String> images = found.computeIfAbsent(finding, key -> new LinkedHashSet<>());
        images.add(image);
    }

    /** All findings, in the order of files and places. */
    public List<Linted> findings() {
        return found.entrySet().stream()
                .map(entry -> new Linted(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /**
     * All findings in lines for the log. Findings of a config in several images are shown once, and several findings of one
     * problem are shown in one line.
     */
    public List<Shown> shown() {
        Map<Same, List<Diagnostic>> groups = new LinkedHashMap<>();
        for (Linted linted : findings()) {
            Diagnostic finding = linted.diagnostic();
            String where = REFUSALS.contains(finding.rule()) ? finding.place().toString() : file(finding);
            groups.computeIfAbsent(
                            new Same(where, finding.severity(), finding.text(), linted.images()),
                            same -> new ArrayList<>())
                    .add(finding);
        }
        List<Shown> shown = new ArrayList<>();
        groups.forEach((same, findings) -> shown.add(new Shown(
                same.severity(),
                Printable.line(Latin1.shown(findings.get(0).place() + ": " + same.text() + also(findings) + " ("
                        + String.join(", ", same.images()) + ")")))));
        return shown;
    }

    private static String file(Diagnostic finding) {
        return finding.place() instanceof Place.Line place
                ? place.file()
                : finding.place().toString();
    }

    /** The further places of a problem that occurs several times. */
    private static String also(List<Diagnostic> findings) {
        List<String> further = findings.stream()
                .skip(1)
                .map(Diagnostic::place)
                .map(place -> place instanceof Place.Line line
                        ? new Position(line.line(), line.column()).toString()
                        : place.toString())
                .toList();
        if (further.isEmpty()) {
            return "";
        }
        int more = further.size() - MOST_PLACES;
        return " Found " + findings.size() + " times: also at "
                + String.join(", ", further.subList(0, Math.min(MOST_PLACES, further.size())))
                + (more > 0 ? " and " + more + " more places." : ".");
    }
}
