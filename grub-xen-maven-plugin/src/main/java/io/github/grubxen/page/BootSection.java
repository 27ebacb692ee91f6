// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The guests that were booted, on the page. */
final class BootSection {
    /** Maximum number of lines of a console that are shown: the last ones. */
    private static final int MOST_LINES = 300;

    private final List<Boot> boots = new ArrayList<>();

    /** A guest, with the text of its console. */
    private record Boot(
            String name, Optional<String> problem, Duration time, List<ReportPage.Step> steps, String console) {}

    void add(String name, Optional<String> problem, Duration time, List<ReportPage.Step> steps, String console) {
        boots.add(new Boot(name, problem, time, List.copyOf(steps), console));
    }

    boolean isEmpty() {
        return boots.isEmpty();
    }

    void writeTo(Html html) {
        long longest =
                boots.stream().mapToLong(boot -> boot.time().toMillis()).max().orElse(1);
        long failed = boots.stream().filter(boot -> boot.problem().isPresent()).count();
        html.element("p", boots.size() + " guests, " + (failed == 0 ? "all passed" : failed + " failed"))
                .line();
        for (int i = 0; i < boots.size(); i++) {
            write(html, boots.get(i), Math.max(1, longest), "boot-" + (i + 1));
        }
    }

    private static void write(Html html, Boot boot, long longest, String id) {
        html.open("section", "id", id).line().element("h3", boot.name());
        html.open("p", "class", boot.problem().isEmpty() ? "good" : "bad");
        html.element("strong", boot.problem().isEmpty() ? "passed" : "failed");
        html.text(boot.problem().map(problem -> ": " + problem).orElse("") + ", after " + seconds(boot.time()));
        html.close().line();
        writeTimeLine(html, boot, longest);
        writeConsole(html, boot);
        html.close().line();
    }

    /** A line on the scale of the slowest guest, with a mark for each step, and the same as a list. */
    private static void writeTimeLine(Html html, Boot boot, long longest) {
        html.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 1000 24",
                "preserveAspectRatio",
                "none",
                "class",
                "time");
        html.element("title", "Time line of " + boot.name());
        bar(html, "scale", 0, 1000);
        bar(html, boot.problem().isEmpty() ? "passed" : "failed", 0, position(boot.time(), longest));
        for (ReportPage.Step step : boot.steps()) {
            html.open("g").element("title", seconds(step.time()) + ": " + step.what());
            bar(html, "step", Math.max(0, position(step.time(), longest) - 6), 6);
            html.close();
        }
        html.close().line();
        if (!boot.steps().isEmpty()) {
            html.open("ol", "class", "steps");
            boot.steps().forEach(step -> html.element("li", seconds(step.time()) + " " + step.what()));
            html.close().line();
        }
    }

    private static void bar(Html html, String style, long x, long width) {
        html.empty(
                "rect",
                "class",
                style,
                "x",
                Long.toString(x),
                "y",
                style.equals("step") ? "2" : "8",
                "width",
                Long.toString(width),
                "height",
                style.equals("step") ? "20" : "8");
    }

    private static long position(Duration time, long longest) {
        return Math.min(1000, time.toMillis() * 1000 / longest);
    }

    private static void writeConsole(Html html, Boot boot) {
        List<String> lines = boot.console().lines().toList();
        int from = Math.max(0, lines.size() - MOST_LINES);
        if (from > 0) {
            html.element("p", "The last " + MOST_LINES + " of " + lines.size() + " lines:", "class", "faint");
        }
        html.element(
                "pre",
                String.join("\n", lines.subList(from, lines.size())),
                "class",
                "terminal",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Console of " + boot.name());
        html.line();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
