// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.grubxen.archive.MemberCompression;
import io.github.grubxen.gzip.GzipOutput;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Fingerprint;
import io.github.grubxen.xz.LongRangeXz;
import io.github.grubxen.xz.MemoryShare;
import io.github.grubxen.xz.Search;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalInt;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;

/**
 * The compression of a package's archives, with its settings.
 *
 * @param type the compression type, as {@code dpkg-deb -Z} calls it
 * @param level 0 to 9 for xz, 1 to 22 for zstd, 1 to 9 for gzip; dpkg-deb's own if none is given, for xz with a quicker search
 * @param dictionary dictionary of xz, in MiB, 1 to 64; if none is given, one that covers the package, 8 to 64
 * @param threads number of threads of xz and zstd; 0: one for each processor. The bytes are the same for any number
 */
public record PackageCompression(Type type, OptionalInt level, OptionalInt dictionary, int threads)
        implements Fingerprint.Component {
    /** dpkg-deb's defaults. */
    public static final PackageCompression DEFAULT = of(Type.XZ);

    private static final int MOST_THREADS = 256;

    private static final int MEBI = 1 << 20;

    /**
     * The dictionary of XZ for Java for new data. A larger one costs memory and time, and repeats at larger distances are found
     * without it.
     */
    private static final int NEAR = 8 * MEBI;

    /**
     * LZMA's pb. GRUB's modules are ELF files, whose tables are aligned to eight bytes: with this value, they become
     * 1/400 smaller.
     */
    private static final int POSITION_BITS = 3;

    private static final int LITERAL_BITS = 4;

    /** Length of a match, in bytes, that ends the search. */
    private static final int NICE = 128;

    /** Number of entries of a hash chain that are examined. With four fewer, a standalone image is 0.4 % larger. */
    private static final int DEPTH = 16;

    /** Number of entries that the quick search examines. */
    private static final int QUICK_DEPTH = 24;

    /** The dictionary of the quick search. For each part, the preceding bytes must be entered, which costs time. */
    private static final int QUICK_NEAR = 4 * MEBI;

    /** The binary logarithm of the largest window that zstd's readers accept unasked. */
    private static final int LARGEST_WINDOW = 27;

    /** The compression types that dpkg-deb writes. */
    public enum Type {
        /** xz. */
        XZ(MemberCompression.XZ, 6, 0, 9),
        /** zstd; dpkg reads it since 1.21.18. */
        ZSTD(MemberCompression.ZSTD, 19, 1, 22),
        /** gzip. */
        GZIP(MemberCompression.GZIP, 9, 1, 9),
        /** Not compressed. */
        NONE(MemberCompression.NONE, 0, 0, 0);

        private final MemberCompression format;
        private final int level;
        private final int lowest;
        private final int highest;

        Type(MemberCompression format, int level, int lowest, int highest) {
            this.format = format;
            this.level = level;
            this.lowest = lowest;
            this.highest = highest;
        }
    }

    /** A type with dpkg-deb's own level, and a thread for each processor. */
    public static PackageCompression of(Type type) {
        return new PackageCompression(type, OptionalInt.empty(), OptionalInt.empty(), 0);
    }

    /**
     * Checks the settings against the type.
     *
     * @param where the POM element, for messages
     */
    public PackageCompression check(String where) throws BadInput {
        int number = level.orElse(type.level);
        if (number < type.lowest || number > type.highest) {
            throw new BadInput(
                    where + "Level",
                    number + " is not a level of " + type,
                    "Use " + type.lowest + " to " + type.highest + ".");
        }
        int size = dictionary.orElse(8);
        if (size < 1 || size > 64 || (dictionary.isPresent() && type != Type.XZ)) {
            throw new BadInput(where + "Dictionary", size + " MiB cannot be had", "Use 1 to 64, with xz only.");
        }
        boolean canSplit = type == Type.XZ || type == Type.ZSTD;
        if (threads < 0 || threads > MOST_THREADS || (threads > 1 && !canSplit)) {
            throw new BadInput(
                    where + "Threads", threads + " threads cannot be had", "Use 0 to 256, with xz or zstd only.");
        }
        return this;
    }

    /** All settings except the threads, which do not change the bytes. */
    @Override
    public Object part() {
        return List.of(type, level, dictionary);
    }

    /** The suffix that dpkg adds to the name of an archive. */
    public String suffix() {
        return type.format.suffix();
    }

    /**
     * A stream that compresses the bytes written to it.
     *
     * @param size approximate number of bytes that will be written
     * @throws BadInput if Java has less memory than the dictionary needs
     */
    OutputStream compress(OutputStream out, long size) throws IOException {
        int number = level.orElse(type.level);
        return switch (type) {
            case XZ -> xz(out, number, size);
            case ZSTD -> zstd(out, number, size);
            case GZIP -> new GzipOutput(out, number);
            case NONE -> out;
        };
    }

    private int usedThreads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private OutputStream xz(OutputStream out, int preset, long size) throws IOException {
        LZMA2Options options = new LZMA2Options(preset);
        int reach = dictionary.isPresent() ? dictionary.getAsInt() * MEBI : covering(options.getDictSize(), size);
        options.setDictSize(Math.min(reach, Math.min(options.getDictSize(), NEAR)));
        Search search = Search.always(options);
        if (level.isEmpty()) {
            options.setMatchFinder(LZMA2Options.MF_HC4);
            options.setLcLp(LITERAL_BITS, 0);
            options.setPb(POSITION_BITS);
            options.setNiceLen(NICE);
            options.setDepthLimit(DEPTH);
            search = Search.chosen(options, quick(options));
        }
        int used = usedThreads();
        long memory = MemoryShare.most();
        while (used > 1 && LongRangeXz.memory(search, reach, used) > memory) {
            used--; // slower, but the bytes stay the same
        }
        long needed = LongRangeXz.memory(search, reach, used);
        if (needed > memory) {
            throw new BadInput(
                    "compression of the package",
                    "xz with a dictionary of " + reach / MEBI + " MiB needs " + needed / MEBI + " MiB of memory",
                    "Set a smaller dictionary, or give Maven more with MAVEN_OPTS=-Xmx" + (needed / MEBI * 2) + "m.");
        }
        return new LongRangeXz(out, search, reach, used);
    }

    private static LZMA2Options quick(LZMA2Options thorough) throws UnsupportedOptionsException {
        LZMA2Options quick = (LZMA2Options) thorough.clone();
        quick.setMode(LZMA2Options.MODE_FAST);
        quick.setDepthLimit(QUICK_DEPTH);
        quick.setDictSize(Math.min(QUICK_NEAR, thorough.getDictSize()));
        return quick;
    }

    /** zstd with several workers. They divide the data into jobs that do not depend on their number. */
    private OutputStream zstd(OutputStream out, int number, long size) throws IOException {
        ZstdOutputStream zstd = new ZstdOutputStream(out, number);
        if (size > MEBI) {
            zstd.setLong(Math.min(LARGEST_WINDOW, Long.SIZE - Long.numberOfLeadingZeros(size - 1)));
        }
        return zstd.setWorkers(usedThreads());
    }

    /**
     * A dictionary that covers a package if possible. A package with images of one platform repeats data every few MiB,
     * and the dictionary must reach back that far.
     */
    private static int covering(int least, long size) throws UnsupportedOptionsException {
        int dictionary = least;
        while (dictionary < size && dictionary < 64 * MEBI) {
            dictionary *= 2;
        }
        return dictionary;
    }
}
