// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.kernel.LinuxKernel;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Small images and guests for the tests of the rules. */
final class Guests {
    private Guests() {}

    /** An image with modules of these names embedded, which contain nothing. */
    static GuestImage image(Platform platform, String... modules) {
        return new GuestImage(
                "grub.bin",
                1,
                platform,
                Optional.of("2.12"),
                modules(modules),
                Map.of(),
                Map.of(),
                Optional.empty(),
                "");
    }

    /** Modules of these names that contain nothing. */
    static Map<String, ModuleFile> modules(String... names) {
        Map<String, ModuleFile> modules = new TreeMap<>();
        for (String name : names) {
            modules.put(name, new ModuleFile(name, Bytes.of(name, new byte[0]), List.of(), List.of()));
        }
        return modules;
    }

    /** The verdict about a kernel alone. */
    static Verdict verdict(GuestImage image, byte[] kernel) throws IOException {
        LinuxKernel linux = LinuxKernel.read(Bytes.of("vmlinuz", kernel));
        return new GuestCheck(image, new KnownFiles()).of(Guest.UNKNOWN.with(linux));
    }

    static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        }
        return out.toByteArray();
    }

    /** Rule, severity and what is printed, of the only finding. */
    static String only(Verdict verdict) {
        if (verdict.findings().size() != 1) {
            throw new AssertionError("findings: " + verdict.findings());
        }
        var finding = verdict.findings().get(0);
        return finding.rule() + " " + finding.severity() + " " + String.join("|", finding.quoted());
    }
}
