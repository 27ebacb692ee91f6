// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The network, for which GRUB has no driver on Xen: it never sees a card. */
final class NoNetwork {
    private NoNetwork() {}

    /** Those that only list what there is do no harm. */
    private static final Pattern COMMANDS = Pattern.compile("net_(?!ls_)\\w+");

    private static final Pattern DEVICE = Pattern.compile("(?:http|tftp|pxe)(?:[,:].*)?", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("\\(((?:http|tftp|pxe)(?:[,:][^()]*)?)\\).*", Pattern.DOTALL);

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            what(subject, step)
                    .ifPresent(what -> findings.add(new Finding(
                            step.position(),
                            what + " needs a network card, and GRUB has no driver for one on Xen",
                            "Take the files from a disk of the guest's.")));
        }
        return findings;
    }

    private static Optional<String> what(Subject subject, Step step) {
        if (COMMANDS.matcher(step.name()).matches()) {
            return subject.run().mayBeFunction(step) ? Optional.empty() : Optional.of(step.name());
        }
        if (step.name().equals("echo") || step.name().equals("[") || step.name().equals("test")) {
            return Optional.empty();
        }
        Stream<String> devices = Stream.of("root", "prefix")
                .flatMap(variable -> Words.assigned(step, variable).stream())
                .filter(value ->
                        DEVICE.matcher(value).matches() || FILE.matcher(value).matches());
        Stream<String> files = step.arguments().stream()
                .flatMap(Argument::literals)
                .filter(word -> FILE.matcher(word).matches());
        return Stream.concat(devices, files).map(name -> "'" + name + "'").findFirst();
    }
}
