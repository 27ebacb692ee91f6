package io.github.grubxen.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Linux for PV guests, which GRUB unpacks itself, and a decompressor that is not in the image. */
final class NoDecompressor {
    private NoDecompressor() {}

    /** What distributions pack kernels with, and the module for it. */
    private static final Map<String, String> MODULES =
            new TreeMap<>(Map.of("gzip", "gzio", "xz", "xzio", "LZO", "lzopio"));

    static List<Finding> check(Subject subject) {
        List<String> missing = new ArrayList<>();
        MODULES.forEach((packer, module) -> {
            if (!subject.modules().contains(module)) {
                missing.add(module + " (" + packer + ")");
            }
        });
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            if (step.name().equals("linux") && !subject.platform().isPvh() && !missing.isEmpty()) {
                findings.add(new Finding(
                        step.command().position(),
                        "GRUB for PV unpacks the kernel itself, and the image lacks " + String.join(", ", missing),
                        "Add what the kernel is packed with to <decompressors>."));
            }
        }
        return findings;
    }
}
