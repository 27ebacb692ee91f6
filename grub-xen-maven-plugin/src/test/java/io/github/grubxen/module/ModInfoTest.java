// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModInfoTest {
    @Test
    void readsAssignmentsWithEachKindOfQuotes() throws IOException {
        assertThat(read("grub_modinfo_target_cpu=i386\ngrub_modinfo_platform='xen'\ngrub_version=\"2.12\"\n"))
                .isEqualTo(new ModInfo("i386", "xen", "2.12", "2.12"));
    }

    @Test
    void takesThePackageVersionWhereThereIsOne() throws IOException {
        assertThat(read("grub_modinfo_target_cpu=i386\ngrub_modinfo_platform=xen\n"
                                + "grub_version=2.12\ngrub_package_version=2.12-9\n")
                        .packageVersion())
                .isEqualTo("2.12-9");
    }

    @Test
    void namesWhatIsNotSet() {
        assertThatThrownBy(() -> read("grub_version=2.12\n"))
                .hasMessageContaining("grub_modinfo_target_cpu is not set");
    }

    @Test
    void takesNoValueOfMoreThanOneLineAndNoneWithAnOpenQuote() {
        for (String version : List.of("'2.12\nEvil: 1'", "'2.12", "\"2.12")) {
            assertThatThrownBy(() -> read(
                            "grub_modinfo_target_cpu=i386\ngrub_modinfo_platform=xen\ngrub_version=" + version + "\n"))
                    .hasMessageContaining("modinfo.sh: grub_version is not set");
        }
    }

    @Test
    void namesTheFileWhoseReleaseIsNone() {
        for (String version : List.of("2", "two", "x2.12")) {
            assertThatThrownBy(() -> read(
                            "grub_modinfo_target_cpu=i386\ngrub_modinfo_platform=xen\ngrub_version=" + version + "\n"))
                    .hasMessageContaining("modinfo.sh: '" + version + "' is not a GRUB release");
        }
    }

    private static ModInfo read(String text) throws IOException {
        return ModInfo.read(Bytes.of("modinfo.sh", text.getBytes(StandardCharsets.UTF_8)));
    }
}
