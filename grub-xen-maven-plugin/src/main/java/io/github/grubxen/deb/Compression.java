// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.grubxen.archive.MemberFormat;
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
 * How a package's archives are compressed.
 *
 * @param kind the format
 * @param level 0 to 9 for xz, 1 to 22 for zstd, 1 to 9 for gzip; dpkg-deb's own where none is given, for xz with a quicker search
 * @param dictionary of xz, in MiB, 1 to 64; one that covers the package, 8 to 64, where none is given
 * @param threads of xz and zstd; 0: one for each processor. The bytes are the same for any number
 */
public record Compression(Kind kind, OptionalInt level, OptionalInt dictionary, int threads)
        implements Fingerprint.Component {
    /** What dpkg-deb would do by itself. */
    public static final Compression DEFAULT = of(Kind.XZ);

    private static final int MOST_THREADS = 256;

    private static final int MEBI = 1 << 20;

    /** What XZ for Java looks through for what is new: larger costs memory and time, and what lies further back is found without it. */
    private static final int NEAR = 8 * MEBI;

    /** GRUB's modules are ELF files, whose tables are aligned to eight bytes: with it they take a four-hundredth less. */
    private static final int POSITION_BITS = 3;

    private static final int LITERAL_BITS = 4;

    /** A match of so many bytes is taken without a further search. */
    private static final int NICE = 128;

    /** As many entries of a hash chain are looked at: with four fewer a standalone image is 0.4 % larger. */
    private static final int DEPTH = 16;

    /** The same for the quick search. */
    private static final int QUICK_DEPTH = 24;

    /** What the quick search looks through: each part's beginning costs the time to enter what stands before it. */
    private static final int QUICK_NEAR = 4 * MEBI;

    /** The binary logarithm of the largest window that zstd's readers accept unasked. */
    private static final int LARGEST_WINDOW = 27;

    /** The formats that dpkg reads. */
    public enum Kind {
        /** xz. */
        XZ(MemberFormat.XZ, 6, 0, 9),
        /** zstd; dpkg reads it since 1.21.18. */
        ZSTD(MemberFormat.ZSTD, 19, 1, 22),
        /** gzip. */
        GZIP(MemberFormat.GZIP, 9, 1, 9),
        /** Not compressed. */
        NONE(MemberFormat.NONE, 0, 0, 0);

        private final MemberFormat format;
        private final int level;
        private final int lowest;
        private final int highest;

        Kind(MemberFormat format, int level, int lowest, int highest) {
            this.format = format;
            this.level = level;
            this.lowest = lowest;
            this.highest = highest;
        }
    }

    /** A format with dpkg-deb's own level, in as many threads as there are processors. */
    public static Compression of(Kind kind) {
        return new Compression(kind, OptionalInt.empty(), OptionalInt.empty(), 0);
    }

    /**
     * Checks the numbers against the format.
     *
     * @param where the POM element, for messages
     */
    public Compression check(String where) throws BadInput {
        int number = level.orElse(kind.level);
        if (number < kind.lowest || number > kind.highest) {
            throw new BadInput(
                    where + "Level",
                    number + " is no level of " + kind,
                    "Use " + kind.lowest + " to " + kind.highest + ".");
        }
        int size = dictionary.orElse(8);
        if (size < 1 || size > 64 || (dictionary.isPresent() && kind != Kind.XZ)) {
            throw new BadInput(where + "Dictionary", size + " MiB cannot be had", "Use 1 to 64, with xz only.");
        }
        boolean canSplit = kind == Kind.XZ || kind == Kind.ZSTD;
        if (threads < 0 || threads > MOST_THREADS || (threads > 1 && !canSplit)) {
            throw new BadInput(
                    where + "Threads", threads + " threads cannot be had", "Use 0 to 256, with xz or zstd only.");
        }
        return this;
    }

    /** All but the threads, which do not matter to the bytes. */
    @Override
    public Object part() {
        return List.of(kind, level, dictionary);
    }

    /** What dpkg adds to the name of an archive. */
    public String suffix() {
        return kind.format.suffix();
    }

    /**
     * Compresses what is written.
     *
     * @param size bytes that will be written, about
     * @throws BadInput when Java has less memory than the dictionary needs
     */
    OutputStream compress(OutputStream out, long size) throws IOException {
        int number = level.orElse(kind.level);
        return switch (kind) {
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
            used--; // slower, to the same bytes
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

    /** Several workers make jobs, which are the same for any number of them. */
    private OutputStream zstd(OutputStream out, int number, long size) throws IOException {
        ZstdOutputStream zstd = new ZstdOutputStream(out, number);
        if (size > MEBI) {
            zstd.setLong(Math.min(LARGEST_WINDOW, Long.SIZE - Long.numberOfLeadingZeros(size - 1)));
        }
        return zstd.setWorkers(usedThreads());
    }

    /** A package of images of one platform repeats itself every few MiB: the dictionary must reach back that far. */
    private static int covering(int least, long size) throws UnsupportedOptionsException {
        int dictionary = least;
        while (dictionary < size && dictionary < 64 * MEBI) {
            dictionary *= 2;
        }
        return dictionary;
    }
}
