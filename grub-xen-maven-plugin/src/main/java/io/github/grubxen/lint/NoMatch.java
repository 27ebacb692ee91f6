package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Step;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pattern for devices that none of a Xen guest's disks matches: GRUB calls them {@code xen/xvda} and the like. */
final class NoMatch {
    private NoMatch() {}

    /** What disks are called elsewhere. {@code hd0} by itself is taken for the first disk; a pattern only finds the real names. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "\\(((?:hd|sd|vd|xvd|fd|cd|nd|nvme|ata|ahci|usb|ieee1275/|/)[^()]*[*?][^()]*)\\).*", Pattern.DOTALL);

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        if (subject.steps().stream().anyMatch(step -> step.name().equals("loopback"))) {
            return findings; // which gives a device any name
        }
        for (Step step : subject.steps()) {
            for (Argument argument : step.words()) {
                argument.possible().stream()
                        .filter(Word::isPattern)
                        .map(word -> ELSEWHERE.matcher(outsideOfQuotes(word)))
                        .filter(Matcher::matches)
                        .findFirst()
                        .ifPresent(device -> findings.add(new Finding(
                                argument.word().position(),
                                "no disk of a Xen guest matches (" + device.group(1) + ")",
                                "GRUB calls them xen/xvda and the like: write (xen/*), or (*) for all devices.")));
            }
        }
        return findings;
    }

    /** As it is shown, without signs that stand for something where they are quoted. */
    private static String outsideOfQuotes(Word word) {
        return word.parts().stream()
                .map(part -> part.variable()
                        ? "$" + part.text()
                        : part.quoted() ? part.text().replaceAll("[*?]", "") : part.text())
                .collect(Collectors.joining());
    }
}
