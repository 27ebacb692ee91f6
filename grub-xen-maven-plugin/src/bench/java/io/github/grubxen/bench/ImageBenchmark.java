// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.bench;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.ImageWriter;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One more image of a platform, each with a config of its own, beside copying its bytes and beside grub-mkimage. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the setup before anything else
public class ImageBenchmark {
    private static final Platform PLATFORM = Platform.X86_64_XEN;

    private Path directory;
    private ModuleTree tree;
    private ImageWriter writer;
    private Path image;
    private byte[] bytes;
    private int number;

    /** Makes the first ninety-nine. */
    @Setup
    public void prepare() throws IOException {
        directory = Files.createDirectories(Path.of("target/bench").toAbsolutePath());
        tree = GrubRelease.BOOKWORM.tree(PLATFORM);
        writer = new ImageWriter(tree);
        while (number < 99) {
            oneMoreImage();
        }
        image = directory.resolve("ours.bin");
        bytes = Files.readAllBytes(image);
    }

    /** What a build does for each image. */
    @Benchmark
    public Path oneMoreImage() throws IOException {
        String config = "linux /vmlinuz root=/dev/xvda console=hvc0 site=" + number++ % 10 + "\nboot\n";
        BakedConfig baked = new BakedConfig(
                Bytes.of("site.cfg", config.getBytes(StandardCharsets.UTF_8)),
                Optional.empty(),
                TarAttributes.root(1));
        Path file = directory.resolve("ours.bin");
        Files.deleteIfExists(file);
        writer.write(baked.recipe(tree), file);
        return file;
    }

    /** The bar: a copy of the file. */
    @Benchmark
    public Path copyFile() throws IOException {
        return Files.copy(image, directory.resolve("copy.bin"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The least: its bytes, already in memory, written. */
    @Benchmark
    public Path writeBytes() throws IOException {
        return Files.write(directory.resolve("written.bin"), bytes);
    }

    /** What a user would run instead, without the archive that holds the config. */
    @Benchmark
    public ExternalProgram grubMkimage() throws IOException {
        return GrubRelease.BOOKWORM.tool(
                directory,
                "grub-mkimage",
                "-O",
                PLATFORM.id(),
                "-d",
                GrubRelease.BOOKWORM.grubDirectory().resolve(PLATFORM.id()).toString(),
                "-p",
                "/boot/grub",
                "-o",
                "theirs.bin",
                "all_video",
                "normal",
                "linux",
                "ext2");
    }
}
