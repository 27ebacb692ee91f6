// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyrightTest {
    private static final String GRUB = """
            Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

            Files: *
            Copyright: 1999 Free Software Foundation, Inc
            License: GPL-3+

            Files: debian/*
            Copyright: 2003, A Maintainer
                       2005, Another One
            License: GPL-3+

            Files: debian/extras/*
            Copyright: 2003 Somebody
            License: GPL-3+

            License: GPL-3+
             Text.
            """;

    @Test
    void hasOneParagraphWhereBothAreAboutTheSameFiles() throws BadInput {
        assertThat(made("Files: debian/*\nCopyright: 2026 The Site\nLicense: GPL-3+\n"))
                .isEqualTo(GRUB.replace("Another One\n", "Another One\n           2026 The Site\n"));
    }

    @Test
    void hasTheSitesOwnFilesBehindGrubs() throws BadInput {
        String site = "Files: src/main/grub/*\nCopyright: 2026 The Site\nLicense: Expat\n\nLicense: Expat\n Text.\n";
        assertThat(made(site))
                .isEqualTo(GRUB.replace("Somebody\nLicense: GPL-3+\n", "Somebody\nLicense: GPL-3+\n\n" + site));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Files: *\nCopyright: x\nLicense: Expat\n",
                "Files: debian/*\nCopyright: x\nLicense: Expat\n",
                "Files: src/* deb*\nCopyright: x\nLicense: GPL-3+\n",
                "Files: debian/extras/?\nCopyright: x\nLicense: Expat\n"
            })
    void refusesWhatWouldVoidAParagraphOfGrubs(String site) {
        assertThatThrownBy(() -> made(site))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("matches files of GRUB's too")
                .hasMessageContaining("src/main/grub/*");
    }

    @Test
    void saysOfAWholeCopyrightFileWhichParagraphIsTooMuch() {
        assertThatThrownBy(() -> made("Format: x\nUpstream-Name: y\n\nFiles: src/*\nCopyright: x\nLicense: Expat\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "copyright: the paragraph with Format belongs to a complete copyright file. Remove");
    }

    @Test
    void inLatin1IsRefusedWithItsLine() {
        byte[] text = "Files: src/*\nCopyright: Jürgen\nLicense: Expat\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Copyright.of(Optional.empty(), Bytes.of("copyright", text), 2026))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("copyright:2: is not UTF-8.");
    }

    private static String made(String site) throws BadInput {
        return Copyright.of(Optional.of(bytes(GRUB)), bytes(site), 2026).utf8();
    }

    private static Bytes bytes(String text) {
        return Bytes.of("copyright", text.getBytes(StandardCharsets.UTF_8));
    }
}
