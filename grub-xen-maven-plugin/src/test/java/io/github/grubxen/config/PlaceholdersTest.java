// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.script.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
    private final Map<String, String> values =
            Map.of("a", "1", "b.c", "x@a@y", "loop", "@loop@", "umlaut", "\u00fc", "lines", "one\ntwo");
    private final Placeholders placeholders = new Placeholders(name -> Optional.ofNullable(values.get(name)));

    @Test
    void areFilledAndGrubsOwnVariablesAreNot() {
        assertThat(filled("linux /a root=@a@ $a ${a} @b.c@")).isEqualTo("linux /a root=1 $a ${a} x1y");
    }

    @Test
    void aDoubledSignIsOne() {
        assertThat(filled("me@@a@@example, /@@/boot, one @ alone, a@b"))
                .isEqualTo("me@a@example, /@/boot, one @ alone, a@b");
    }

    @Test
    void allOtherBytesStay() {
        byte[] config = {'a', (byte) 0xff, '@', 'a', '@', '\r', '\n', (byte) 0x80};
        assertThat(placeholders
                        .fill(Bytes.of("x.cfg", config), List.of())
                        .text()
                        .toArray())
                .isEqualTo(new byte[] {'a', (byte) 0xff, '1', '\r', '\n', (byte) 0x80});
        assertThat(filled("@umlaut@")).isEqualTo("\u00fc");
    }

    @Test
    void allUnknownOnesAreNamedWithTheirPlaces() {
        FilledConfig config = fill("echo\necho @a@ @nobody@\n@else@");
        assertThat(config.unknown())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "x.cfg:2:10: @nobody@ has no value. Set the property nobody in the POM, write @@ for a literal @,"
                                + " or use one of platform, cpu.",
                        "x.cfg:3:1: @else@ has no value. Set the property else in the POM, write @@ for a literal @,"
                                + " or use one of platform, cpu.");
        assertThat(config.refusals()).hasSize(2);
    }

    @Test
    void aPlaceBehindAValueIsThatOfTheFile() {
        FilledConfig config = fill("a @b.c@ c\r\n@lines@ d\ne");
        assertThat(config.text().utf8()).isEqualTo("a x1y c\r\none\ntwo d\ne");
        assertThat(List.of(config.inFile(new Position(1, 1)), config.inFile(new Position(1, 4))))
                .containsExactly(new Position(1, 1), new Position(1, 3));
        assertThat(config.inFile(new Position(1, 7))).isEqualTo(new Position(1, 9));
        assertThat(config.inFile(new Position(3, 1))).isEqualTo(new Position(2, 1));
        assertThat(config.inFile(new Position(3, 5))).isEqualTo(new Position(2, 9));
        assertThat(config.inFile(new Position(4, 1))).isEqualTo(new Position(3, 1));
        assertThat(config.inFile(new BadInput(new Place.Line("x.cfg", 3, 5), "a", "b")))
                .hasMessage("x.cfg:2:9: a. b");
        assertThat(config.inFile(new BadInput(new Place.Line("y.cfg", 3, 5), "a", "b")))
                .hasMessage("y.cfg:3:5: a. b");
    }

    @Test
    void oneThatStandsForItselfIsRefused() {
        assertThat(fill("@loop@").unknown()).singleElement().asString().contains("@loop@ refers to itself");
    }

    private String filled(String text) {
        FilledConfig config = fill(text);
        assertThat(config.unknown()).isEmpty();
        return config.text().utf8();
    }

    private FilledConfig fill(String text) {
        return placeholders.fill(ImageRecipe.text("x.cfg", text), List.of("platform", "cpu"));
    }
}
