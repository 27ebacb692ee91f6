// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page's table of cases names those that the lab has, and says nightly where they only run there. The table of published images
 * has each guest under each image; {@link GuestTableTest} boots them.
 */
class GuestTablePageTest {
    private static final Path LAB = Path.of("src/test/java/io/github/grubxen/lab");
    private static final Pattern SHOWN = Pattern.compile("\\| (nightly )?`(\\w+)`: (`[^|]+`) \\|$");

    /** Prefixes that a loop over GRUB's releases puts before a name. */
    private static final String RELEASE = "^(old|new|newest)-";

    @Test
    void namesCasesOfTheLab() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.list(LAB)) {
            for (Path file : files.filter(file -> !file.endsWith("GuestTablePageTest.java"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList()) {
                sources.append(Files.readString(file));
            }
        }
        for (Matcher row : rows()) {
            assertThat(names(row))
                    .allSatisfy(name -> assertThat(sources.toString())
                            .containsAnyOf('"' + name + '"', '"' + name.replaceFirst(RELEASE, "") + '"'));
        }
    }

    @Test
    void saysWhichOnesAreNightly() throws IOException {
        for (Matcher row : rows()) {
            String source = Files.readString(LAB.resolve(row.group(2) + ".java"));
            boolean nightly = source.matches("(?s).*@Tag\\(\"nightly\"\\)\\s+class .*");
            assertThat(row.group(1) != null).as(row.group()).isEqualTo(nightly);
            if (row.group(2).equals("BootMatrixTest")) {
                assertThat(names(row)).doesNotContainAnyElementsOf(BootMatrix.NIGHTLY);
            }
        }
    }

    @Test
    void hasEachGuestOfEachTypeUnderEachImageOnce() throws IOException {
        List<String> expected = new ArrayList<>();
        for (DistributionGuest guest : DistributionGuest.values()) {
            for (Platform platform : List.of(Platform.X86_64_XEN, Platform.I386_XEN_PVH)) {
                for (TableImage image : TableImage.values()) {
                    expected.add(new GuestTable.Cell(guest, platform, image, "").name());
                }
            }
        }
        assertThat(GuestTable.cells()).extracting(GuestTable.Cell::name).containsExactlyElementsOf(expected);
    }

    @Test
    void saysThatAGuestBootsOrQuotesItsConsole() throws IOException {
        assertThat(GuestTable.cells())
                .allSatisfy(cell -> assertThat(cell.boots() || cell.text().matches("`[^`]+`"))
                        .as(cell.toString())
                        .isTrue());
    }

    private static List<String> names(Matcher row) {
        return List.of(row.group(3).replace("`", "").split(", "));
    }

    private static List<Matcher> rows() throws IOException {
        List<String> lines = GuestTable.lines(GuestTable.CASES).stream().skip(1).toList();
        List<Matcher> rows =
                lines.stream().map(SHOWN::matcher).filter(Matcher::find).toList();
        assertThat(rows).hasSameSizeAs(lines).hasSizeGreaterThan(20);
        return rows;
    }
}
