// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberCompressionTest {

    @ParameterizedTest
    @EnumSource
    void isToldByTheEndOfAName(MemberCompression format) {
        assertThat(MemberCompression.of("data.tar" + format.suffix())).contains(format);
        assertThat(MemberCompression.isOf("data.tar", "data.tar" + format.suffix()))
                .isTrue();
        assertThat(MemberCompression.isOf("control.tar", "data.tar" + format.suffix()))
                .isFalse();
    }

    @Test
    void ofAnotherEndingIsRefused() {
        assertThat(MemberCompression.of("data.tar.lzma")).isEmpty();
        assertThat(MemberCompression.isOf("data.tar", "data.tar.lzma")).isFalse();
        assertThat(MemberCompression.isOf("data.tar", "data.tar.xz.gz")).isFalse();
        InputStream in = new ByteArrayInputStream(new byte[0]);
        assertThatThrownBy(() -> DecompressingStream.open("p.deb", "data.tar.lzma", in, 1))
                .hasMessageContaining("has an unknown compression: '.lzma'");
    }
}
