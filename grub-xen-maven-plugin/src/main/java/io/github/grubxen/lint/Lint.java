package io.github.grubxen.lint;

import io.github.grubxen.image.ImageRecipe;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lints configs, and tells what all images have in common once. Not for several threads. */
public final class Lint {
    private final Rules rules;

    /** Lines by file and place, each with the images that it is true of. */
    private final Map<Line, List<String>> found = new TreeMap<>();

    /** A line of the report; in the order of files and places. */
    private record Line(String file, int line, int column, Severity severity, String text) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int order = file.compareTo(other.file);
            order = order != 0 ? order : Integer.compare(line, other.line);
            order = order != 0 ? order : Integer.compare(column, other.column);
            order = order != 0 ? order : severity.compareTo(other.severity);
            return order != 0 ? order : text.compareTo(other.text);
        }
    }

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
     * @throws BadInput when a comment in the config names no rule
     */
    public void add(String image, Bytes config, ImageRecipe recipe, ModuleTree tree) throws BadInput {
        Subject subject = Subject.of(config, recipe, tree);
        List<String> lines = config.latin1().lines().toList();
        for (Rule rule : Rules.all()) {
            for (Finding finding : rule.check().apply(subject)) {
                Severity severity = rules.severity(rule, finding, config.name(), lines);
                if (severity != Severity.OFF) {
                    String text = finding.problem() + " [" + rule.name() + "]. " + finding.remedy();
                    Line line = new Line(
                            config.name(),
                            finding.position().line(),
                            finding.position().column(),
                            severity,
                            text);
                    found.computeIfAbsent(line, key -> new ArrayList<>()).add(image);
                }
            }
        }
    }

    /** All findings, those of a config that goes into several images once. */
    public List<Shown> shown() {
        List<Shown> shown = new ArrayList<>();
        found.forEach((line, images) -> shown.add(new Shown(
                line.severity(),
                line.file() + ":" + line.line() + ":" + line.column() + ": " + line.text() + " ("
                        + String.join(", ", images) + ")")));
        return shown;
    }
}
