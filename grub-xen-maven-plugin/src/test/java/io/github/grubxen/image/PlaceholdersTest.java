package io.github.grubxen.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
    private final Map<String, String> values = Map.of("a", "1", "b.c", "x@a@y", "loop", "@loop@", "umlaut", "\u00fc");
    private final Placeholders placeholders = new Placeholders(name -> Optional.ofNullable(values.get(name)));

    @Test
    void areFilledAndGrubsOwnVariablesAreNot() throws BadInput {
        assertThat(filled("linux /a root=@a@ $a ${a} @b.c@")).isEqualTo("linux /a root=1 $a ${a} x1y");
    }

    @Test
    void aDoubledSignIsOne() throws BadInput {
        assertThat(filled("me@@a@@example, /@@/boot, one @ alone, a@b"))
                .isEqualTo("me@a@example, /@/boot, one @ alone, a@b");
    }

    @Test
    void allOtherBytesStay() throws BadInput {
        byte[] config = {'a', (byte) 0xff, '@', 'a', '@', '\r', '\n', (byte) 0x80};
        assertThat(placeholders.fill(Bytes.of("x.cfg", config), List.of()).toArray())
                .isEqualTo(new byte[] {'a', (byte) 0xff, '1', '\r', '\n', (byte) 0x80});
        assertThat(filled("@umlaut@")).isEqualTo("\u00fc");
    }

    @Test
    void anUnknownOneIsNamedWithItsLine() {
        assertThatThrownBy(() -> filled("echo\necho @nobody@\n"))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "x.cfg:2: nothing is known of @nobody@. Set the property nobody in the POM, write @@ for an @ of"
                                + " its own, or use one of platform, cpu.");
    }

    @Test
    void oneThatStandsForItselfIsRefused() {
        assertThatThrownBy(() -> filled("@loop@")).hasMessageContaining("@loop@ stands for itself");
    }

    private String filled(String text) throws BadInput {
        return placeholders
                .fill(ImageRecipe.text("x.cfg", text), List.of("platform", "cpu"))
                .utf8();
    }
}
