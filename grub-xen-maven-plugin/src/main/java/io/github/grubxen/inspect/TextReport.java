// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import io.github.grubxen.io.Printable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** An inspection as text for a person. */
public final class TextReport {
    private final List<String> lines = new ArrayList<>();

    private TextReport() {}

    /**
     * The lines of the report. Control characters in the image's texts become {@code ?}, so that none reaches a
     * terminal.
     */
    public static List<String> of(Inspection image) {
        TextReport report = new TextReport();
        report.head(image);
        report.layout(image);
        report.parts(image);
        return report.lines.stream().map(Printable::line).toList();
    }

    private void head(Inspection image) {
        add("%s: GRUB image for %s (%s guests), %d bytes", image.file(), image.platform(), image.guest(), image.size());
        add("SHA-256         %s", image.sha256());
        GrubVersion grub = image.grub();
        add(
                "GRUB            %s",
                grub == null ? "nothing in it tells the release" : grub.version() + " (" + grub.from() + ")");
        add("prefix          %s", image.prefix() == null ? "none" : image.prefix());
        add("command line    %s", image.cliDisabled() ? "disabled" : "as GRUB has it");
        if (image.differsAt() != null) {
            add("not as GRUB's image writer would write it, first at offset 0x%x", image.differsAt());
        }
    }

    private void layout(Inspection image) {
        add("entry           0x%x", image.entry());
        add("segments        type       offset     address    in file    in memory  flags align");
        for (Inspection.Segment s : image.segments()) {
            add(
                    "                %-10s 0x%-8x 0x%-8x 0x%-8x 0x%-8x %-5s 0x%x",
                    s.type(), s.offset(), s.address(), s.fileSize(), s.memorySize(), s.flags(), s.align());
        }
        String title = "notes";
        for (Inspection.Note note : image.notes()) {
            add("%-15s %-12s %s", title, note.name(), note.value());
            title = "";
        }
        SecondStage stage = image.secondStage();
        if (stage != null) {
            add(
                    "second stage    Multiboot header at offset 0x%x, flags 0x%x, entry 0x%x",
                    stage.headerOffset(), stage.flags(), stage.entry());
        } else if (image.guest().equals("PVH")) {
            add("second stage    no Multiboot header: the toolstack can start it, another GRUB cannot");
        }
    }

    private void parts(Inspection image) {
        String config = image.config();
        add("early config    %s", config == null ? "none" : config.lines().count() + " lines");
        if (config != null) {
            config.lines().forEach(line -> add("  | %s", line.replace("\t", "    ")));
        }
        for (PublicKey key : image.publicKeys()) {
            String name = key.fingerprint() == null ? "SHA-256 " + key.sha256() : key.fingerprint();
            add("public key      %s, %d bytes", name, key.size());
        }
        if (image.publicKeys().isEmpty()) {
            add("public keys     none");
        }
        if (image.deviceTree() != null) {
            add("device tree     %d bytes, which nothing on Xen reads", image.deviceTree());
        }
        if (image.shimLockDisabled()) {
            add("shim lock       disabled; there is none on Xen");
        }
        Memdisk memdisk = image.memdisk();
        add("memdisk         %s", memdisk == null ? "none" : memdisk.format() + ", " + memdisk.size() + " bytes");
        if (memdisk != null) {
            for (Memdisk.Member m : memdisk.files()) {
                add("  %s %-16s %10d %s %s%s", m.mode(), m.owner(), m.size(), m.time(), m.path(), remark(m));
            }
        }
        long bytes = image.modules().stream().mapToLong(Inspection.Module::size).sum();
        add("modules         %d, %d bytes", image.modules().size(), bytes);
        for (Inspection.Module m : image.modules()) {
            String licences =
                    String.join(" ", new LinkedHashSet<>(m.licences())).replace("LICENSE=", "");
            String needs = m.dependencies().isEmpty() ? "" : "  needs " + String.join(" ", m.dependencies());
            add("  %-24s %8d  %s%s", m.name(), m.size(), licences, needs);
        }
    }

    private static String remark(Memdisk.Member member) {
        return switch (member.type()) {
            case "link" -> " (link or device)";
            case "sparse" -> " (sparse: GRUB does not read it)";
            default -> "lzo".equals(member.compression()) ? " (compressed with lzo, not read)" : "";
        };
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
