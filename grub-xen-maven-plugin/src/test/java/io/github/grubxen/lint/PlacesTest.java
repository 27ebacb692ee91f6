// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.Placeholders;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where findings are shown, of configs as they are written. */
class PlacesTest {
    @Test
    void whatKeepsTheImageFromBeingMadeHasAPlaceAndARuleToo() throws IOException {
        assertThat(Linted.baked("true\nsearch -f /bootstrap.cfg"))
                .singleElement()
                .asString()
                .contains("site.cfg:2:11: a search for /bootstrap.cfg", " [memdisk-trap]. ");
        assertThat(Linted.baked("true", Platform.X86_64_XEN, Optional.of(List.of("nosuch")), List.of()))
                .singleElement()
                .asString()
                .contains("'nosuch'", " [image]. ");
        assertThat(Linted.baked("true\n  fi")).singleElement().asString().contains("site.cfg:2:3: ", " [syntax]. ");
        assertThat(Linted.baked("echo \"a\0\""))
                .singleElement()
                .asString()
                .contains("site.cfg:1:8: a zero byte", " [image]. ");
    }

    @Test
    void aConfigThatIsTooLongIsNamedWithThePlaceWhereItIs() throws IOException {
        String line = "echo " + "x".repeat(1018) + "\n";
        assertThat(Linted.baked(line.repeat(1024))).isEmpty();
        assertThat(Linted.baked(line.repeat(1024) + "\n"))
                .singleElement()
                .asString()
                .contains("site.cfg:1025:1: longer than 1048576 bytes", " [too-long]. ");
    }

    @Test
    void placesAreThoseOfTheFileWhateverIsFilledIn() throws IOException {
        Map<String, String> values = Map.of("two", "echo a\necho b", "long", "x".repeat(30));
        Placeholders placeholders = new Placeholders(name -> Optional.ofNullable(values.get(name)));
        FilledConfig config = placeholders.fill(
                Linted.text("@two@; blscfg\necho @long@ @long@; foo @long@\n@two@; fi\n"), List.of("platform"));
        assertThat(Linted.filled(config)).singleElement().asString().contains("site.cfg:3:8: a syntax error");
        config = placeholders.fill(Linted.text("@two@; blscfg\necho @long@ @long@; foo @long@\n"), List.of("platform"));
        assertThat(Linted.filled(config))
                .extracting(Lint.Shown::text)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("site.cfg:1:8: GRUB 2.06 has no command 'blscfg'"),
                        second -> assertThat(second).startsWith("site.cfg:2:21: GRUB 2.06 has no command 'foo'"));
    }

    @Test
    void allPlaceholdersThatAreNotKnownAreNamed() throws IOException {
        FilledConfig config = new Placeholders(name -> Optional.empty())
                .fill(Linted.text("echo @one@ @@ @two@\nblscfg @one@\n"), List.of("platform"));
        assertThat(Linted.filled(config))
                .extracting(Lint.Shown::text)
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("site.cfg:1:6: @one@ has no value [unresolved-placeholder]. Set"),
                        two -> assertThat(two).startsWith("site.cfg:1:15: @two@ has no value"),
                        again -> assertThat(again).startsWith("site.cfg:2:8: @one@ has no value"));
    }

    @Test
    void aConfigOfSeveralImagesIsShownOnce() throws IOException {
        Lint lint = new Lint(Linted.startsNothing(), Linted.OPTIONS);
        for (Platform platform : Platform.values()) {
            ModuleTree tree = GrubRelease.BOOKWORM.tree(platform);
            Bytes config = Linted.text("linux /v ro; initrd /i; boot\n");
            lint.add("web-" + platform, GrubConfig.of(config), Linted.plan(config, Optional.empty(), List.of()), tree);
        }
        assertThat(lint.shown())
                .singleElement()
                .asString()
                .endsWith("(web-i386-xen, web-x86_64-xen, web-i386-xen_pvh)]");
    }
}
