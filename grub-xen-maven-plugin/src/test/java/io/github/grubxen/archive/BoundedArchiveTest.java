// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.SmallDeb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class BoundedArchiveTest {
    @Test
    void givesEachEntryWithItsBytesOrPassesOverThem() throws IOException {
        BoundedArchive<TarArchiveEntry> tar = tar(SmallDeb.tar("a", "one", "b", "two"), Long.MAX_VALUE);
        assertThat(tar.next()).extracting(TarArchiveEntry::getName).isEqualTo("a");
        assertThat(tar.next()).extracting(TarArchiveEntry::getName).isEqualTo("b");
        assertThat(tar.content().readAllBytes()).isEqualTo("two".getBytes(StandardCharsets.US_ASCII));
        assertThat(tar.next()).isNull();
    }

    @Test
    void readsNoMoreThanItsLimit() throws IOException {
        byte[] file = SmallDeb.tar("a", "x".repeat(2000));
        BoundedArchive<TarArchiveEntry> tar = tar(file, 1000);
        assertThat(tar.next()).isNotNull();
        assertThatThrownBy(() -> tar.content().readAllBytes())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("x.deb")
                .hasMessageContaining("unpacks to too much");
    }

    @Test
    void passesOverAnEntryThatIsLargerThanAnyHeader() throws IOException {
        BoundedArchive<TarArchiveEntry> tar = tar(SmallDeb.tar("a", "x".repeat(200_000), "b", ""), Long.MAX_VALUE);
        assertThat(tar.next()).isNotNull();
        assertThat(tar.next()).isNotNull();
        assertThat(tar.next()).isNull();
    }

    @Test
    void takesNoNameOfManyBytes() throws IOException {
        String name = "a".repeat(70_000);
        Bytes file = GrubTar.write("t", List.of(new GrubTar.File(name, Bytes.of("", new byte[1]))), 0);
        refusesTheHeader(file.toArray());
    }

    @Test
    void takesNoNamesOfNames() throws IOException {
        Bytes name = GrubTar.write("t", List.of(new GrubTar.File("a".repeat(100), Bytes.of("", new byte[1]))), 0);
        refusesTheHeader(repeat(name.slice(0, 1024).toArray(), 20_000));
    }

    @Test
    void takesNoTablesOfNamesWithoutEnd() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(repeat(SmallDeb.arHeader("//", "0"), 100_000));
        BoundedArchive<ArArchiveEntry> ar = new BoundedArchive<>(
                "x.deb", new ByteArrayInputStream(file.toByteArray()), Long.MAX_VALUE, ArArchiveInputStream::new);
        assertThatThrownBy(ar::next).isInstanceOf(BadInput.class).hasMessageContaining("a header of more than");
    }

    private static void refusesTheHeader(byte[] file) {
        assertThatThrownBy(() -> tar(file, Long.MAX_VALUE).next())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("x.deb")
                .hasMessageContaining("a header of more than");
    }

    private static BoundedArchive<TarArchiveEntry> tar(byte[] file, long limit) {
        return new BoundedArchive<>("x.deb", new ByteArrayInputStream(file), limit, TarArchiveInputStream::new);
    }

    private static byte[] repeat(byte[] bytes, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
