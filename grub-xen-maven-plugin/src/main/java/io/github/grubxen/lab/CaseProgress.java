// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The progress of a guest: compares its console with the expected texts. */
final class CaseProgress {
    /** Maximum number of characters of the console that are kept. Of a longer console, only the end is kept. */
    private static final int MAX_CHARS = 1 << 18;

    /** Maximum number of characters of a text that a message shows. */
    private static final int LONGEST = 500;

    /** Maximum number of different errors that are shown as allowed. */
    private static final int MOST_ALLOWED = 20;

    private final BootCase bootCase;
    private final Terminal terminal = new Terminal();
    private final StringBuilder console = new StringBuilder();
    private final StringBuilder fresh = new StringBuilder();
    private final GrubErrors errors = new GrubErrors();
    private final Set<String> allowed = new LinkedHashSet<>();
    private final Answers answers;

    /** Number of characters of the console that are no longer kept. */
    private long gone;

    /** Errors after the part of the console that was already examined. */
    private List<GrubErrors.Found> later = List.of();

    private final long start = System.nanoTime();
    private final List<CaseResult.Step> steps = new ArrayList<>();

    private boolean cut;
    private boolean over;
    private int met;

    /** The first position of the next expected text. */
    private int from;

    /** Beginning of the line with the last expected text. A forbidden text may be on the same line. */
    private int line;

    private String achieved = "nothing";
    private Optional<String> broken = Optional.empty();

    CaseProgress(BootCase bootCase) {
        this.bootCase = bootCase;
        answers = new Answers(bootCase.answers());
    }

    /** Adds new output of the console. */
    void show(String text) {
        String plain = terminal.text(text);
        fresh.append(plain);
        console.append(plain);
        errors.read(plain);
        answers.read(plain);
        if (console.length() > MAX_CHARS) {
            int surplus = console.length() - MAX_CHARS / 2;
            console.delete(0, surplus);
            from = Math.max(0, from - surplus);
            line = Math.max(0, line - surplus);
            gone += surplus;
            cut = true;
        }
        if (!over && broken.isEmpty()) {
            look();
        }
    }

    /** The output of the console since the last call. */
    String takeFresh() {
        String text = fresh.toString();
        fresh.setLength(0);
        return text;
    }

    /** The answers whose texts appeared since the last call. */
    List<Answer> takeAnswers() {
        return answers.takeDue();
    }

    /** Ends the case at its time limit. Later output is ignored. */
    void end() {
        over = true;
    }

    /** Whether a forbidden text, or all expected texts, have appeared. */
    boolean isDecided() {
        return broken.isPresent() || allMet();
    }

    /** Whether all expected texts have appeared. */
    boolean allMet() {
        return met == bootCase.expected().size();
    }

    /** The forbidden text that appeared. */
    Optional<String> broken() {
        return broken;
    }

    /** GRUB's allowed errors that appeared. */
    List<String> allowed() {
        return List.copyOf(allowed);
    }

    /** The last expected text that appeared. */
    String achieved() {
        return achieved;
    }

    /** The expected texts that appeared, with their times. */
    List<CaseResult.Step> steps() {
        return List.copyOf(steps);
    }

    /** The next expected text. */
    String missing() {
        return bootCase.expected().get(met).describe();
    }

    /** The console up to now. Of a very long console, only the end. */
    String console() {
        return (cut ? "[the beginning is only in the transcript]\n" : "") + console;
    }

    private void look() {
        List<GrubErrors.Found> fresh = errors.take();
        if (allMet() && bootCase.settling().isZero()) {
            return;
        }
        later = Stream.concat(later.stream(), fresh.stream()).toList();
        while (!allMet()) {
            Expectation next = bootCase.expected().get(met);
            Matcher found = next.pattern().matcher(console);
            boolean appeared = found.find(from);
            if (appeared && isWithinAnError(found.end())) {
                return; // the end of the error shows whether it is allowed
            }
            broken = forbiddenUpTo(appeared ? found.end() : console.length());
            if (broken.isPresent() || !appeared) {
                return;
            }
            achieved = shortened(next.describe(found));
            from = found.end();
            line = console.lastIndexOf("\n", found.start()) + 1;
            met++;
            steps.add(new CaseResult.Step(achieved, Duration.ofNanos(System.nanoTime() - start)));
        }
        if (!bootCase.settling().isZero()) {
            broken = forbiddenUpTo(console.length());
        }
    }

    private boolean isWithinAnError(int end) {
        return errors.open().filter(start -> start < gone + end).isPresent();
    }

    private Optional<String> forbiddenUpTo(int end) {
        List<GrubErrors.Found> before =
                later.stream().filter(error -> error.start() < gone + end).toList();
        later = later.stream().filter(error -> !before.contains(error)).toList();
        for (GrubErrors.Found error : before) {
            if (!bootCase.allowed().allows(error.text())) {
                return Optional.of(appeared(shortened(error.text())));
            }
            if (bootCase.allowed().shown() && allowed.size() < MOST_ALLOWED) {
                allowed.add(error.text());
            }
        }
        for (Pattern pattern : bootCase.forbidden()) {
            Matcher bad = pattern.matcher(console)
                    .region(line, end)
                    .useAnchoringBounds(false) // ^ matches at the beginning of a line, not at the start of the search
                    .useTransparentBounds(true);
            if (bad.find()) {
                return Optional.of(appeared(lineAround(bad.start())));
            }
        }
        return Optional.empty();
    }

    private static String appeared(String what) {
        return "'" + what + "' appeared, which is forbidden";
    }

    /** Shortens a text for a message, because a guest can print a line without an end. */
    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    private String lineAround(int at) {
        int start = console.lastIndexOf("\n", at) + 1;
        int end = console.indexOf("\n", at);
        return shortened(
                console.substring(start, end < 0 ? console.length() : end).strip());
    }
}
