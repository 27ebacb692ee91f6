package io.github.grubxen.lab;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far a guest has come: holds its console against what is expected of it. */
final class CaseProgress {
    /** A console that shows more than this is cut off at the front. */
    private static final int LIMIT = 1 << 18;

    private final BootCase bootCase;
    private final Terminal terminal = new Terminal();
    private final StringBuilder console = new StringBuilder();
    private int met;
    private int from;
    private String achieved = "nothing";
    private Optional<String> broken = Optional.empty();

    CaseProgress(BootCase bootCase) {
        this.bootCase = bootCase;
    }

    /** What the console showed next. */
    void show(String text) {
        console.append(terminal.text(text));
        if (console.length() > LIMIT) {
            int cut = console.length() - LIMIT / 2;
            console.delete(0, cut);
            from = Math.max(0, from - cut);
        }
        if (!isDecided()) {
            look();
        }
    }

    /** Whether nothing that could still appear would change the result. */
    boolean isDecided() {
        return broken.isPresent() || allMet();
    }

    /** Whether all that is expected has appeared. */
    boolean allMet() {
        return met == bootCase.expected().size();
    }

    /** What appeared and must not. */
    Optional<String> broken() {
        return broken;
    }

    /** The last that was expected and came. */
    String achieved() {
        return achieved;
    }

    /** What is waited for. */
    String missing() {
        return bootCase.expected().get(met).describe();
    }

    /** The console up to now. */
    String console() {
        return console.toString();
    }

    private void look() {
        while (!allMet()) {
            Expectation next = bootCase.expected().get(met);
            Matcher found = next.pattern().matcher(console);
            boolean appeared = found.find(from);
            int end = appeared ? found.end() : console.length();
            for (Pattern pattern : bootCase.forbidden()) {
                Matcher bad = pattern.matcher(console).region(from, end);
                if (bad.find()) {
                    broken = Optional.of("'" + lineAround(bad.start()) + "' appeared, which must not");
                    return;
                }
            }
            if (!appeared) {
                return;
            }
            achieved = next.describe(found);
            from = found.end();
            met++;
        }
    }

    private String lineAround(int at) {
        int start = console.lastIndexOf("\n", at) + 1;
        int end = console.indexOf("\n", at);
        return console.substring(start, end < 0 ? console.length() : end).strip();
    }
}
