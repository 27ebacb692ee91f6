package io.github.grubxen.deb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * A whole xz stream in memory, as XZ for Java wrote it, whose blocks go into another stream.
 *
 * <p>Source: The .xz File Format, version 1.2.1, sections 2 to 4.
 */
final class XzStream {
    private static final int HEADER = 12;
    private static final int FOOTER = 12;
    private static final int FLAGS_IN_FOOTER = 8;

    private final byte[] bytes;
    private final int indexStart;

    XzStream(byte[] bytes) {
        this.bytes = bytes;
        ByteBuffer footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        indexStart = bytes.length - FOOTER - (footer.getInt(bytes.length - FOOTER + 4) + 1) * 4;
    }

    void writeHeader(OutputStream out) throws IOException {
        out.write(bytes, 0, HEADER);
    }

    void writeBlocks(OutputStream out) throws IOException {
        out.write(bytes, HEADER, indexStart - HEADER);
    }

    /** The index and footer of a stream that is put together from the blocks of others. */
    static final class Index {
        private static final int GROUP = 7;

        private final ByteArrayOutputStream records = new ByteArrayOutputStream();
        private byte[] flags = new byte[2];
        private long count;

        /** Takes over what a stream's index says of its blocks. */
        void add(XzStream stream) {
            int at = stream.indexStart + 1;
            long number = 0;
            for (int shift = 0; ; shift += GROUP, at++) {
                number |= (long) (stream.bytes[at] & 0x7f) << shift;
                if (stream.bytes[at] >= 0) {
                    break;
                }
            }
            int start = ++at;
            for (long numbers = 2 * number; numbers > 0; at++) { // two for each block
                numbers -= stream.bytes[at] >= 0 ? 1 : 0;
            }
            records.write(stream.bytes, start, at - start);
            count += number;
            int footerFlags = stream.bytes.length - FOOTER + FLAGS_IN_FOOTER;
            flags = new byte[] {stream.bytes[footerFlags], stream.bytes[footerFlags + 1]};
        }

        /** Index and footer. */
        byte[] end() {
            ByteArrayOutputStream index = new ByteArrayOutputStream();
            index.write(0);
            long rest = count;
            for (; rest > 0x7f; rest >>>= GROUP) {
                index.write(((int) rest & 0x7f) | 0x80);
            }
            index.write((int) rest);
            index.writeBytes(records.toByteArray());
            while (index.size() % 4 != 0) {
                index.write(0);
            }
            ByteBuffer end = ByteBuffer.allocate(index.size() + 4 + FOOTER).order(ByteOrder.LITTLE_ENDIAN);
            end.put(index.toByteArray()).putInt(crc(index.toByteArray()));
            ByteBuffer covered = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
            covered.putInt(end.position() / 4 - 1).put(flags);
            end.putInt(crc(covered.array()))
                    .put(covered.array())
                    .put((byte) 'Y')
                    .put((byte) 'Z');
            return end.array();
        }

        private static int crc(byte[] bytes) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return (int) crc.getValue();
        }
    }
}
