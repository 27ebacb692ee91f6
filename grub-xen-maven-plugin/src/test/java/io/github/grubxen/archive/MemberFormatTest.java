// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberFormatTest {

    @ParameterizedTest
    @EnumSource
    void isToldByTheEndOfAName(MemberFormat format) {
        assertThat(MemberFormat.of("data.tar" + format.suffix())).contains(format);
        assertThat(MemberFormat.isOf("data.tar", "data.tar" + format.suffix())).isTrue();
        assertThat(MemberFormat.isOf("control.tar", "data.tar" + format.suffix()))
                .isFalse();
    }

    @Test
    void ofAnotherEndingIsRefused() {
        assertThat(MemberFormat.of("data.tar.lzma")).isEmpty();
        assertThat(MemberFormat.isOf("data.tar", "data.tar.lzma")).isFalse();
        assertThat(MemberFormat.isOf("data.tar", "data.tar.xz.gz")).isFalse();
        InputStream in = new ByteArrayInputStream(new byte[0]);
        assertThatThrownBy(() -> Unpacked.open("p.deb", "data.tar.lzma", in, 1))
                .hasMessageContaining("is compressed in a way that is not known: '.lzma'");
    }
}
