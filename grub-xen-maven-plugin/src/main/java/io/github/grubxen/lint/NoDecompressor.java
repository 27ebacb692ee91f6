package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Linux for PV guests, which GRUB unpacks itself, in an image that unpacks nothing. */
final class NoDecompressor {
    private NoDecompressor() {}

    /** What distributions pack kernels with: gzip, xz and LZO. */
    private static final List<String> MODULES = List.of("gzio", "xzio", "lzopio");

    static List<Finding> check(Subject subject) {
        Stream<String> loaded = subject.steps().stream()
                .filter(step -> step.name().equals("insmod"))
                .flatMap(step -> step.arguments().stream())
                .flatMap(Argument::literals);
        boolean unpacks = subject.platform().isPvh()
                || Stream.concat(MODULES.stream().filter(module -> !subject.memdiskOnly(module)), loaded)
                        .anyMatch(module ->
                                MODULES.contains(module) && subject.modules().contains(module));
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            if (step.name().equals("linux") && !unpacks) {
                boolean there = MODULES.stream().anyMatch(subject.modules()::contains);
                findings.add(new Finding(
                        step.position(),
                        "GRUB for PV unpacks the kernel itself, and of gzio, xzio (xz) and lzopio (LZO) "
                                + (there ? "none is loaded" : "the image has none"),
                        there
                                ? "Write a line 'insmod' for what the kernel is packed with: nothing else loads it."
                                : "Add what the kernel is packed with to <decompressors>."));
            }
        }
        return findings;
    }
}
