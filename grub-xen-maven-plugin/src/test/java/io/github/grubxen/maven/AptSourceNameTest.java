// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AptSourceNameTest {

    @Test
    void debiansPackageNeedsNoName() throws IOException {
        assertThat(read("apt:bookworm")).contains(new AptSourceName("bookworm", "grub2", Optional.empty()));
        assertThat(read("apt:bookworm=2.06-13+deb12u1"))
                .contains(new AptSourceName("bookworm", "grub2", Optional.of("2.06-13+deb12u1")));
    }

    @Test
    void anotherPackageIsNamedAfterTheSuite() throws IOException {
        assertThat(read("apt:noble/grub2-unsigned"))
                .contains(new AptSourceName("noble", "grub2-unsigned", Optional.empty()));
        assertThat(read("apt:site/mygrub=1:3-1~site"))
                .contains(new AptSourceName("site", "mygrub", Optional.of("1:3-1~site")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grub.dsc", "apt", "apt/grub.dsc", "../grub"})
    void anythingElseIsAPath(String source) throws IOException {
        assertThat(read(source)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apt:", "apt:a/", "apt:a=", "apt:a/../b=1", "apt:a/-o=1", "apt:a/b c"})
    void anotherFormIsRefused(String source) {
        assertThatThrownBy(() -> read(source))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("'" + source + "' is not a source package. Write apt:SUITE[/PACKAGE][=VERSION]");
    }

    private static Optional<AptSourceName> read(String source) throws IOException {
        return AptSourceName.of("<source>", source);
    }
}
