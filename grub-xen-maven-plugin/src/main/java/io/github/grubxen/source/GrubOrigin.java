package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source package that modules were built from: what a package with these modules must name in Built-Using.
 *
 * @param source name of the source package, such as grub2
 * @param version its version, such as 2.06-13+deb12u2
 */
public record GrubOrigin(String source, String version) {
    /** Source package of Debian and its derivatives: what modules without a package are taken to be built from. */
    static final String DEFAULT_SOURCE = "grub2";

    private static final Pattern BUILT_USING = Pattern.compile("(\\S+) \\(= ([^)\\s]+)\\)");

    private static final long LIMIT = 1 << 16;

    /**
     * What a GRUB package says of its source: Built-Using in a package of ours, else the field Source, with a version
     * where it differs from the package's.
     */
    static GrubOrigin of(ControlParagraph control) {
        Matcher builtUsing = BUILT_USING.matcher(control.get("Built-Using").orElse(""));
        if (builtUsing.matches()) {
            return new GrubOrigin(builtUsing.group(1), builtUsing.group(2));
        }
        String version = control.get("Version").orElse("");
        String source = control.get("Source").or(() -> control.get("Package")).orElse(DEFAULT_SOURCE);
        int open = source.indexOf(" (");
        return open < 0
                ? new GrubOrigin(source, version)
                : new GrubOrigin(
                        source.substring(0, open), source.substring(open + 2).replace(")", ""));
    }

    static GrubOrigin read(Path file) throws IOException {
        List<ControlParagraph> paragraphs = ControlParagraph.readAll(
                file.toString(), Bytes.read(file, LIMIT).utf8());
        for (ControlParagraph paragraph : paragraphs) {
            if (paragraph.get("Source").isPresent() && paragraph.get("Version").isPresent()) {
                return of(paragraph);
            }
        }
        throw new BadInput(file, "does not name a source package", "Run grub-xen:modules again.");
    }

    String toText() {
        return new ControlParagraph(Map.of("Source", source))
                .with("Version", version)
                .toText();
    }
}
