package io.github.grubxen.lab;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One guest to boot, and what must come of it.
 *
 * @param name tells it from the others; a file name without its suffix
 * @param image the image
 * @param disks the guest's disks, xvda first
 * @param options for its xl configuration
 * @param expected what must appear on its console, in this order
 * @param forbidden what must not appear before all that is there
 * @param limit time for that
 */
public record BootCase(
        String name,
        Kernel image,
        List<GuestDisk> disks,
        XlOptions options,
        List<Expectation> expected,
        List<Pattern> forbidden,
        Duration limit) {
    /** Names of cases: parts of file names and of the lab's own commands. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+~-]{0,99}");

    /**
     * An image to boot.
     *
     * @param fileName under which it is known
     * @param platform what it is started as
     * @param content its bytes
     */
    public record Kernel(String fileName, Platform platform, Bytes content) {}

    /** Copies the lists. */
    public BootCase {
        disks = List.copyOf(disks);
        expected = List.copyOf(expected);
        forbidden = List.copyOf(forbidden);
    }

    /** The same with other expectations. */
    public BootCase expecting(List<Expectation> others) {
        return new BootCase(name, image, disks, options, others, forbidden, limit);
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
