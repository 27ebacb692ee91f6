// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One guest to boot, and the expected results.
 *
 * @param name unique name; a file name without its suffix
 * @param image the image
 * @param disks the guest's disks, in the order of their names in the options
 * @param options the options of its xl configuration
 * @param expected texts that must appear on its console, in this order
 * @param forbidden texts that must not appear before all expected texts have appeared
 * @param allowed GRUB's error messages that may appear before that
 * @param limit time limit for the expected texts
 * @param settling time after that in which no forbidden text may appear either
 * @param answers what the lab types at the guest's console, in this order
 */
public record BootCase(
        String name,
        Kernel image,
        List<GuestDisk> disks,
        XlOptions options,
        List<Expectation> expected,
        List<Pattern> forbidden,
        AllowedErrors allowed,
        Duration limit,
        Duration settling,
        List<Answer> answers) {
    /** Names of cases: parts of file names and of the lab's own commands. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+~-]{0,99}");

    private static final int MAX_NAME_CHARS = 100;

    /**
     * An image to boot.
     *
     * @param fileName the image's file name
     * @param platform the platform to start it as
     * @param content its bytes
     */
    public record Kernel(String fileName, Platform platform, Bytes content) {}

    /** A case that ends when all expected texts have appeared, and in which GRUB's errors are ignored. */
    public BootCase(
            String name,
            Kernel image,
            List<GuestDisk> disks,
            XlOptions options,
            List<Expectation> expected,
            List<Pattern> forbidden,
            Duration limit) {
        this(name, image, disks, options, expected, forbidden, AllowedErrors.ALL, limit, Duration.ZERO, List.of());
    }

    /** Copies the lists. */
    public BootCase {
        disks = List.copyOf(disks);
        expected = List.copyOf(expected);
        forbidden = List.copyOf(forbidden);
        answers = List.copyOf(answers);
    }

    /** A copy with other expected texts. */
    public BootCase expecting(List<Expectation> others) {
        return new BootCase(name, image, disks, options, others, forbidden, allowed, limit, settling, answers);
    }

    /** A copy with other allowed errors. */
    public BootCase allowing(AllowedErrors others) {
        return new BootCase(name, image, disks, options, expected, forbidden, others, limit, settling, answers);
    }

    /** A copy in which the lab types answers. */
    public BootCase answering(List<Answer> others) {
        return new BootCase(name, image, disks, options, expected, forbidden, allowed, limit, settling, others);
    }

    /** A name for a case, made from the name of a file. */
    public static String nameOf(String fileName) {
        String name = fileName.replaceAll("[^A-Za-z0-9_.+~-]", "_").replaceFirst("^[^A-Za-z0-9_]", "_");
        return name.substring(0, Math.min(MAX_NAME_CHARS, name.length()));
    }

    /** How the guest runs: {@code pv}, {@code pvh}, or {@code pv32} for 32-bit PV in Xen's shim. */
    public String kind() {
        return switch (image.platform()) {
            case X86_64_XEN -> "pv";
            case I386_XEN_PVH -> "pvh";
            case I386_XEN -> "pv32";
        };
    }
}
