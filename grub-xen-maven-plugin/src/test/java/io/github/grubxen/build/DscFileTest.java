// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DscFileTest {
    @TempDir
    Path directory;

    private String fields = "";

    @BeforeEach
    void writeParts() throws IOException {
        StringBuilder sums = new StringBuilder();
        for (String name :
                new String[] {"grub2_2.06.orig.tar.xz", "grub2_2.06.orig.tar.xz.asc", "grub2_2.06-1.debian.tar.xz"}) {
            Path part = Files.writeString(directory.resolve(name), "content of " + name);
            sums.append(' ')
                    .append(Digest.sha256(part))
                    .append(' ')
                    .append(Files.size(part))
                    .append(' ')
                    .append(name)
                    .append('\n');
        }
        fields =
                "Format: 3.0 (quilt)\nSource: grub2\nVersion: 2.06-1\nBuild-Depends: flex, gcc-12, gcc-12-multilib [any-amd64]\n"
                        + "Checksums-Sha256:\n" + sums;
    }

    @Test
    void isReadWithItsFiles() throws IOException {
        DscFile dsc = read(fields);
        dsc.checkParts();
        assertThat(dsc.source()).isEqualTo("grub2");
        assertThat(dsc.version()).isEqualTo("2.06-1");
        assertThat(dsc.original()).isEqualTo(directory.resolve("grub2_2.06.orig.tar.xz"));
        assertThat(dsc.debian()).isEqualTo(directory.resolve("grub2_2.06-1.debian.tar.xz"));
        assertThat(BuildPackages.compiler(dsc.buildDepends())).isEqualTo("gcc-12");
    }

    @Test
    void isReadBetweenTheLinesOfAClearSignature() throws IOException {
        String signed = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + fields
                + "\n-----BEGIN PGP SIGNATURE-----\n\niQx\n-----END PGP SIGNATURE-----\n";
        assertThat(read(signed).parts()).hasSize(3);
    }

    @Test
    void aSignatureThatBeginsBeforeTheTextLeavesNothing() {
        assertThatThrownBy(() -> read("-----BEGIN PGP SIGNED MESSAGE-----\n-----BEGIN PGP SIGNATURE-----\n\n" + fields))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("has 0 paragraphs instead of one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Format: 3.0 (quilt)    | Format: 1.0             | has the format '1.0'. Use one in the format 3.0 (quilt)
            Source: grub2          | Source: ../grub2        | the field Source is '../grub2'
            Version: 2.06-1        | Version: 2.06/1         | the field Version is '2.06/1'
            Version: 2.06-1        | X-Version: 2.06-1       | has no field Version
            grub2_2.06.orig.tar.xz | ../grub2_2.06.orig.tar  | Checksums-Sha256 has the line
            2.06-1.debian.tar      | 2.06-1.other.tar        | files match *\\.debian\\.tar\\.[a-z0-9]+
            """)
    void aWrongFieldIsNamed(String right, String wrong, String message) {
        assertThatThrownBy(() -> read(fields.replace(right, wrong)).debian())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsMissingOrHasOtherBytesOfTheSameSizeIsNamed() throws IOException {
        DscFile dsc = read(fields);
        Path part = dsc.original();
        byte[] bytes = Files.readAllBytes(part);
        bytes[0]++;
        Files.write(part, bytes);
        assertThatThrownBy(dsc::checkParts).hasMessageStartingWith(part + ": is not the file that grub2.dsc names");
        Files.delete(part);
        assertThatThrownBy(dsc::checkParts).hasMessageStartingWith(part + ": is missing");
        Files.createSymbolicLink(part, dsc.debian());
        assertThatThrownBy(dsc::checkParts).hasMessageStartingWith(part + ": is missing");
    }

    private DscFile read(String text) throws IOException {
        return DscFile.read(Files.writeString(directory.resolve("grub2.dsc"), text));
    }
}
