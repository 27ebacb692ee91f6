// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.config.MemdiskTrap;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Latin1;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImagePlan;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lints configs, and tells what all images have in common once. Not for several threads. */
public final class Lint {
    private final Rules rules;

    /** Lines by file and place, each with the images that it is true of. */
    private final Map<Line, Set<String>> found = new TreeMap<>();

    /** How many further places of what is found several times in a config are named. */
    private static final int PLACES = 5;

    private static final Pattern PLACE = Pattern.compile("(.*):(\\d+):(\\d+)", Pattern.DOTALL);

    /**
     * A line of the report, with line 0 where it is of no place in a config; in the order of files and places.
     *
     * @param refusal whether no image is made because of it: each place is a line of its own then
     */
    private record Line(String file, int line, int column, Severity severity, String text, boolean refusal)
            implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int order = file.compareTo(other.file);
            order = order != 0 ? order : Integer.compare(line, other.line);
            order = order != 0 ? order : Integer.compare(column, other.column);
            order = order != 0 ? order : severity.compareTo(other.severity);
            return order != 0 ? order : text.compareTo(other.text);
        }

        String where() {
            return line == 0 ? file : file + ":" + line + ":" + column;
        }
    }

    /** What findings in one line have in common. */
    private record Same(String where, Severity severity, String text, List<String> images) {}

    /** What is shown of a finding: a warning or an error. */
    public record Shown(Severity severity, String text) {}

    /** Nothing linted yet. */
    public Lint(Rules rules) {
        this.rules = rules;
    }

    /**
     * Lints the config of an image.
     *
     * @param image what the image is called
     * @param plan what else it holds
     */
    public void add(String image, FilledConfig config, ImagePlan plan, ModuleTree tree) throws IOException {
        if (!config.refusals().isEmpty()) {
            config.unknown().forEach(unknown -> add(image, unknown, Rules.PLACEHOLDER));
            config.tooLong().ifPresent(tooLong -> add(image, tooLong, Rules.TOO_LONG));
            return; // what is left in it would only be found a second time
        }
        Script script;
        try {
            script = Script.parse(config.text());
        } catch (BadInput e) {
            add(image, config.inFile(e), Rules.SYNTAX);
            return;
        }
        Switches switches = Switches.of(script);
        for (Finding problem : switches.problems()) {
            add(image, config, problem, Severity.ERROR, Rules.COMMENT);
        }
        Subject subject;
        try {
            subject = Subject.of(script, plan.recipe(tree), tree);
        } catch (BadInput e) {
            add(image, config.inFile(e), MemdiskTrap.isReason(e) ? MemdiskTrapRule.NAME : Rules.IMAGE);
            return;
        }
        for (Rule rule : Rules.all()) {
            for (Finding finding : new LinkedHashSet<>(rule.check().apply(subject))) {
                Severity severity = switches.severity(rule, finding.position(), rules.severity(rule));
                if (severity != Severity.OFF) {
                    add(image, config, finding, severity, rule.name());
                }
            }
        }
    }

    private void add(String image, FilledConfig config, Finding finding, Severity severity, String rule) {
        Position position = config.inFile(finding.position());
        String text = Latin1.shown(finding.problem() + " [" + rule + "]. " + finding.remedy());
        add(image, new Line(config.text().name(), position.line(), position.column(), severity, text, false));
    }

    /** What cannot be switched off, as no such image can be made. */
    private void add(String image, BadInput refusal, String rule) {
        String text = refusal.problem() + " [" + rule + "]. " + refusal.remedy();
        Matcher place = PLACE.matcher(refusal.where());
        add(
                image,
                place.matches()
                        ? new Line(
                                place.group(1),
                                Integer.parseInt(place.group(2)),
                                Integer.parseInt(place.group(3)),
                                Severity.ERROR,
                                text,
                                true)
                        : new Line(refusal.where(), 0, 0, Severity.ERROR, text, true));
    }

    private void add(String image, Line line) {
        Set<String> images = found.computeIfAbsent(line, key -> new LinkedHashSet<>());
        images.add(image);
    }

    /** All findings, those of a config that goes into several images once, and what is found several times in it in one line. */
    public List<Shown> shown() {
        Map<Same, List<Line>> groups = new LinkedHashMap<>();
        found.forEach((line, images) -> groups.computeIfAbsent(
                        new Same(
                                line.refusal() ? line.where() : line.file(),
                                line.severity(),
                                line.text(),
                                List.copyOf(images)),
                        same -> new ArrayList<>())
                .add(line));
        List<Shown> shown = new ArrayList<>();
        groups.forEach((same, lines) -> shown.add(new Shown(
                same.severity(),
                lines.get(0).where() + ": " + same.text() + also(lines) + " (" + String.join(", ", same.images())
                        + ")")));
        return shown;
    }

    /** The further places of what is found several times. */
    private static String also(List<Line> lines) {
        List<String> further = lines.stream()
                .skip(1)
                .map(line -> line.line() + ":" + line.column())
                .toList();
        if (further.isEmpty()) {
            return "";
        }
        int more = further.size() - PLACES;
        return " Found " + lines.size() + " times: also at "
                + String.join(", ", further.subList(0, Math.min(PLACES, further.size())))
                + (more > 0 ? " and " + more + " more places." : ".");
    }
}
