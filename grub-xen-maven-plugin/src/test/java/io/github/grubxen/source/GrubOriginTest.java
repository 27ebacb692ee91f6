// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The source package that the modules of a package were built from. */
class GrubOriginTest {
    @Test
    void keepsTheOriginOfAPackageThatWasItselfBuiltFromGrub() throws IOException {
        assertThat(origin("site-boot", "1.0", "Built-Using", "grub2 (= 2.12-9)"))
                .isEqualTo(new GrubOrigin("grub2", "2.12-9"));
        assertThat(origin("grub-xen-bin", "2.12-9+b1", "Source", "grub2 (2.12-9)"))
                .isEqualTo(new GrubOrigin("grub2", "2.12-9"));
    }

    @Test
    void refusesAPackageWhoseSourceIsDamaged() {
        for (String damaged : List.of("grub2 (2.12-9", "grub2 (2.12-9) x", "GRUB", "")) {
            assertThatThrownBy(() -> origin("grub-xen-bin", "2.12-9", "Source", damaged))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(
                            "a.deb: '" + damaged + "' is not a valid value for this field. Name a source package");
        }
    }

    private static GrubOrigin origin(String name, String version, String field, String value) throws BadInput {
        ControlParagraph fields =
                ControlParagraph.of("Package", name, "Version", version, "Architecture", "amd64", field, value);
        Place where = new Place.Named("a.deb");
        return GrubOrigin.of(where, BinaryControl.of(where, fields, "Get it again."));
    }
}
