// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Held against sfdisk. */
class PartitionTableTest {
    private static final long MEBIBYTE = 1 << 20;

    private static final List<PartitionTable.Partition> TWO = List.of(
            new PartitionTable.Partition(MEBIBYTE, 3 * MEBIBYTE),
            new PartitionTable.Partition(4 * MEBIBYTE, 5 * MEBIBYTE));

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = PartitionTable.class,
            names = {"MBR", "GPT"})
    void isReadBySfdiskWithoutComplaint(PartitionTable table) throws IOException {
        Path disk = write(table);
        String dump = Tools.run(directory, "sfdisk", "--dump", disk.toString()).replaceAll(" +", " ");
        assertThat(dump)
                .contains("label: " + (table == PartitionTable.MBR ? "dos" : "gpt"))
                .contains("1 : start= 2048, size= 6144, type=")
                .contains("2 : start= 8192, size= 10240, type=");
        assertThat(Tools.run(directory, "sfdisk", "--verify", disk.toString())).contains("No errors detected");
    }

    @Test
    void ofGptIsRestoredFromItsCopy() throws IOException {
        Path disk = write(PartitionTable.GPT);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(PartitionTable.SECTOR);
            file.write(new byte[PartitionTable.SECTOR]);
        }
        assertThat(Tools.run(directory, "sfdisk", "--dump", disk.toString()))
                .contains("label: gpt", "size=       10240");
    }

    @Test
    void ofNoneIsNothing() {
        assertThat(PartitionTable.NONE.pieces(MEBIBYTE, TWO)).isEmpty();
    }

    @Test
    void ofAnotherNameListsThoseThatThereAre() {
        assertThatThrownBy(() -> PartitionTable.of("<disk>", "apm"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("none, mbr or gpt");
    }

    private Path write(PartitionTable table) throws IOException {
        Path disk = directory.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(10 * MEBIBYTE);
            for (PartitionTable.Piece piece : table.pieces(10 * MEBIBYTE, TWO)) {
                file.seek(piece.at());
                file.write(piece.bytes().toArray());
            }
        }
        return disk;
    }
}
