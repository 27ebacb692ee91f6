// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The field Source beside what dpkg reads in it. */
class SourcePackageTest {
    private static final Place HERE = new Place.Named("here");

    private static final ControlParagraph GOOD = ControlParagraph.of(
            "Package", "site-boot",
            "Version", "2.0-1",
            "Architecture", "all",
            "Maintainer", "A Packager <packager@example.org>",
            "Description", "images");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"grub", "grub (1)", "grub (1:2-3~4)", "0a+.-", "grub2 (2.06-13+deb12u2)"})
    void isReadAsDpkgReadsIt(String field) throws IOException {
        SourcePackage ours = SourcePackage.of(HERE, control(field));
        assertThat(ours.name() + " " + ours.version()).isEqualTo(dpkg(GOOD.with("Source", field)));
        assertThat(SourcePackage.parse(field, "2.0-1")).contains(ours);
    }

    @Test
    void withoutTheFieldIsThePackageItselfAsForDpkg() throws IOException {
        SourcePackage ours = SourcePackage.of(HERE, BinaryControl.of(HERE, GOOD, "Set it."));
        assertThat(ours).isEqualTo(new SourcePackage("site-boot", "2.0-1"));
        assertThat(dpkg(GOOD)).isEqualTo("site-boot 2.0-1");
    }

    /** dpkg drops a part of these, takes the parenthesis into the name, or fails later: no two programs would see the same source. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "grub(1)",
                "grub (1",
                "grub 1)",
                "grub (1) x",
                "grub (1)(2)",
                "grub ((1))",
                "grub ()",
                "grub (1 2)",
                "grub x",
                "GRUB",
                "g",
                "(1)",
                "grüb",
                "grub\t(1)"
            })
    void isRefusedIfItIsNotANameWithAtMostAVersion(String field) {
        assertThat(SourcePackage.parse(field, "2.0-1")).isEmpty();
        assertThatThrownBy(() -> SourcePackage.of(HERE, control(field)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("here: '" + field.replace("\t", "?"))
                .hasMessageContaining("' is not a valid value for this field. Name a source package: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Package", "Version", "Architecture"})
    void ofAPackageWithoutANameIsNotRead(String field) {
        assertThatThrownBy(() -> BinaryControl.of(HERE, GOOD.without(field), "Set it."))
                .isInstanceOf(BadInput.class)
                .hasMessage("here: the field " + field + " is missing. Set it.");
        assertThatThrownBy(() -> BinaryControl.of(HERE, GOOD.with(field, " "), "Set it."))
                .hasMessage("here: the field " + field + " is missing. Set it.");
    }

    @Test
    void theFieldsOfAPackageAreTheOnesThatNameIt() {
        assertThatThrownBy(() -> new BinaryControl("site-boot", "2.0-2", "all", GOOD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new BinaryControl("site-boot", "2.0-1", "all", GOOD).fileName())
                .isEqualTo("site-boot_2.0-1_all.deb");
        assertThat(new BinaryControl("site-boot", "1:2.0", "all", GOOD.with("Version", "1:2.0")).fileName())
                .isEqualTo("site-boot_2.0_all.deb");
    }

    private static BinaryControl control(String source) throws BadInput {
        return BinaryControl.of(HERE, GOOD.with("Source", source), "Set it.");
    }

    /** Name and version of the source package, as dpkg-deb shows them. */
    private String dpkg(ControlParagraph control) throws IOException {
        Tools.require("dpkg-deb");
        Path file = Files.createDirectories(directory.resolve("p/DEBIAN")).resolve("control");
        Files.writeString(file, control.toText());
        Tools.run(directory, "dpkg-deb", "-Znone", "--root-owner-group", "-b", "p", "p.deb");
        return Tools.run(directory, "dpkg-deb", "-W", "--showformat=${source:Package} ${source:Version}", "p.deb");
    }
}
