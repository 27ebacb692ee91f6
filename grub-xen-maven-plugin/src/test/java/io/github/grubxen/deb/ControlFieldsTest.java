// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlFieldsTest {
    private static final ControlParagraph GOOD = ControlParagraph.of(
            "Description", "images",
            "Package", "site-boot",
            "Version", "1:2.0~rc1-1",
            "Maintainer", "A Packager <packager@example.org>",
            "Architecture", "amd64");

    @Test
    void areBroughtIntoDpkgsOrder() throws BadInput {
        ControlParagraph all = GOOD.with("Tag", "role::program, admin::boot")
                .with("Bugs", "mailto:bugs@example.org")
                .with("Static-Built-Using", "grub2 (= 2.12-9)")
                .with("Protected", "yes")
                .with("Provides", "boot-images (= 1.0), other")
                .with("Breaks", "site-boot-old (<< 2)")
                .with("Depends", "grub-common (>= 1) | other:any, more");
        assertThat(ControlFields.check("here", all).fields().fields().keySet())
                .containsExactly(
                        "Package",
                        "Version",
                        "Architecture",
                        "Protected",
                        "Bugs",
                        "Maintainer",
                        "Depends",
                        "Breaks",
                        "Provides",
                        "Static-Built-Using",
                        "Description",
                        "Tag");
    }

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void ofDebiansOwnPackagesAreAcceptedAndStayInTheirOrder(GrubRelease release) throws IOException {
        for (String name : List.of("grub-xen-host", "grub-xen-bin", "grub-common", "libc6")) {
            ControlParagraph theirs = new DebArchive(release.deb(name)).control();
            assertThat(new ArrayList<>(
                            ControlFields.check(name, theirs).fields().fields().keySet()))
                    .as(name)
                    .isEqualTo(new ArrayList<>(theirs.fields().keySet()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Package", "Version", "Architecture", "Maintainer", "Description"})
    void thatMustBeThereAreMissed(String name) {
        assertThatThrownBy(() -> ControlFields.check("here", GOOD.without(name)))
                .hasMessageContaining("here: the field " + name + " is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Package|Site",
                "Package|s",
                "Version|a1",
                "Version|1 2",
                "Architecture|AMD64",
                "Essential|true",
                "Bugs|somewhere",
                "Maintainer|nobody",
                "Section|a section",
                "Priority|high",
                "Multi-Arch|yes",
                "Homepage|example.org",
                "Tag|boot",
                "Depends|",
                "Depends|aa bb",
                "Depends|Aa",
                "Depends|aa (> 1)",
                "Depends|aa (>= 1 2)",
                "Depends|aa,,bb",
                "Breaks|'aa | bb'",
                "Provides|aa (>= 1)",
                "Built-Using|grub2",
                "Built-Using|grub2 (>= 2)",
                "Vcs-Git|https://example.org",
                "Multi-Arch|same",
                "Version|99999999999:1.0",
                "Architecture|any",
                "Architecture|linux-any",
                "Architecture|source",
                "Architecture|nonsense99",
                "Source|foo (abc)",
                "Provides|foo:any",
                "Built-Using|grub2:any (= 1)",
                "XB-Version|2",
                "XB-vcs|2",
                "XS-Site|2"
            })
    void thatAreMalformedAreNamed(String name, String value) {
        ControlParagraph control = name.equals("Multi-Arch") ? GOOD.with("Architecture", "all") : GOOD;
        assertThatThrownBy(() -> ControlFields.check("here", control.with(name, value == null ? "" : value)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("here")
                .hasMessageContaining(name);
    }

    @Test
    void ofOnesOwnLoseTheirPrefixAndComeLast() throws BadInput {
        assertThat(ControlFields.check("here", GOOD.with("XB-Site-Id", "7").with("XB-Acme", "x"))
                        .fields()
                        .toText())
                .endsWith("\nDescription: images\nAcme: x\nSite-Id: 7\n");
    }

    @Test
    void takeEveryArchitectureThatDpkgKnows() throws IOException {
        Tools.require("dpkg-architecture");
        assertThat(Tools.run(Path.of("."), "dpkg-architecture", "-L").lines().toList())
                .hasSizeGreaterThan(100)
                .allSatisfy(name -> ControlFields.check("here", GOOD.with("Architecture", name)));
        ControlFields.check("here", GOOD.with("Architecture", "all").with("Multi-Arch", "foreign"));
    }

    @Test
    void givenTwiceAreRefused() {
        assertThatThrownBy(() -> ControlParagraph.readAll("control", "Section: a\nsection: b\n"))
                .hasMessageContaining("control:2: a second field of that name");
        assertThatThrownBy(() -> ControlParagraph.readAll("control", "Package: a\nPackage: b\n"))
                .hasMessageContaining("control:2: a second field of that name");
    }

    @Test
    void aWrongValueIsShownWithWhatTheFieldMayHold() {
        assertThatThrownBy(() -> ControlFields.check(
                        "<package>",
                        ControlParagraph.of(
                                "Package",
                                "Site_Boot",
                                "Version",
                                "1",
                                "Architecture",
                                "all",
                                "Maintainer",
                                "A <a@b>",
                                "Description",
                                "x")))
                .hasMessage(
                        "<package>/Package: 'Site_Boot' is not a valid value for this field. A package's name has lower-case letters,"
                                + " digits and + - . alone, and begins with a letter or a digit.");
    }
}
