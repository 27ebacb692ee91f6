// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages are the same bytes, and read the same, in a locale without umlauts. */
class AnyLocaleTest {
    @TempDir
    Path directory;

    @Test
    void namesOutsideOfItArePackedAndRead() throws IOException {
        for (String locale : List.of("C", "C.UTF-8")) {
            Tools.run(
                    directory,
                    Map.of("LC_ALL", locale),
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    AnyLocaleTest.class.getName(),
                    directory.resolve(locale).toString());
        }
        assertThat(directory.resolve("C/tee_1_all.deb"))
                .hasSameBinaryContentAs(directory.resolve("C.UTF-8/tee_1_all.deb"));
        assertThat(Tools.run(directory, Map.of("LC_ALL", "C.UTF-8"), "dpkg-deb", "-c", directory + "/C/tee_1_all.deb"))
                .contains("./opt/t\u00e9e\n", "./opt/th\u00e9 -> t\u00e9e\n");
    }

    /** Writes a package and reads it, in a Java of its own. */
    public static void main(String[] arguments) throws IOException {
        PackageContents contents = new PackageContents(List.of(
                new PackageEntry.RegularFile(
                        "opt/t\u00e9e",
                        0644,
                        PackageEntry.Content.of(Bytes.of("tee", "x".getBytes(StandardCharsets.US_ASCII)))),
                new PackageEntry.Link("opt/th\u00e9", "t\u00e9e")));
        ControlParagraph control = ControlParagraph.of(
                "Package", "tee",
                "Version", "1",
                "Architecture", "all",
                "Maintainer", "A Packager <packager@example.org>",
                "Description", "t\u00e9e");
        Path deb = DebWriter.write(
                PackageRecipe.of("here", control, contents, new TreeMap<>(), PackageCompression.DEFAULT, 0),
                Path.of(arguments[0]));
        DebArchive archive = new DebArchive(deb);
        if (archive.find(archive.tree(), "opt/t\u00e9e", 9).isEmpty()) {
            throw new IOException("/opt/t\u00e9e is not found");
        }
    }
}
