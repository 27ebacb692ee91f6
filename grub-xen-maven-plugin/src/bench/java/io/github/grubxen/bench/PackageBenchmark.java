// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.bench;

import io.github.grubxen.io.Digest;
import io.github.grubxen.io.SeriesDigest;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.xz.LongRangeXz;
import io.github.grubxen.xz.Search;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** One more image in a package: compressed and summed, beside doing so as if it were the only one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the setup before anything else
public class PackageBenchmark {
    private static final int REACH = 16 << 20;

    private byte[] image;
    private LongRangeXz xz;
    private SeriesDigest digests;
    private int number;

    /** Begins a package with one image. */
    @Setup(Level.Iteration)
    public void prepare() throws IOException {
        image = GrubRelease.BOOKWORM.publishedImage(Platform.X86_64_XEN).toArray();
        xz = new LongRangeXz(OutputStream.nullOutputStream(), Search.always(new LZMA2Options(1)), REACH, 1);
        xz.write(image);
        digests = new SeriesDigest("MD5");
    }

    /** What a package compresses for each further image. */
    @Benchmark
    public void oneMoreImageInAPackage() throws IOException {
        next();
        xz.write(image);
    }

    /** The same with XZ for Java alone, which looks for what it has seen. */
    @Benchmark
    public void imageByItself() throws IOException {
        next();
        try (XZOutputStream plain = new XZOutputStream(OutputStream.nullOutputStream(), new LZMA2Options(1))) {
            plain.write(image);
        }
    }

    /** The least that any xz stream costs: its check. */
    @Benchmark
    public long crc32() {
        next();
        CRC32 crc = new CRC32();
        crc.update(image);
        return crc.getValue();
    }

    /** What the list of sums costs for each further image. */
    @Benchmark
    public String oneMoreMd5() throws IOException {
        next();
        return digests.of(new ByteArrayInputStream(image), image.length);
    }

    /** The same for an image by itself. */
    @Benchmark
    public String md5ByItself() throws IOException {
        next();
        return Digest.of("MD5", new ByteArrayInputStream(image));
    }

    /** Another config, near the end. */
    private void next() {
        image[image.length - 3000] = (byte) number++;
    }
}
