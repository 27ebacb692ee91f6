// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.bench;

import io.github.grubxen.io.Directories;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading a module tree with all its checks, beside reading its bytes; and resolving all its modules. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the setup before anything else
public class TreeBenchmark {
    private static final Platform PLATFORM = Platform.X86_64_XEN;

    private Path directory;
    private ModuleTree tree;

    /** Fetches the tree. */
    @Setup
    public void prepare() throws IOException {
        directory = GrubRelease.BOOKWORM.grubDirectory().resolve(PLATFORM.id());
        tree = GrubRelease.BOOKWORM.tree(PLATFORM);
    }

    /** What a build does once. */
    @Benchmark
    public ModuleTree readTree() throws IOException {
        return ModuleTree.read(PLATFORM, directory, "tree");
    }

    /** The least that reading can cost. */
    @Benchmark
    public long readBytesOfTree() throws IOException {
        long bytes = 0;
        for (Path file : Directories.list(directory)) {
            bytes += Files.readAllBytes(file).length;
        }
        return bytes;
    }

    /** What a build does once for each list of modules. */
    @Benchmark
    public List<ModuleFile> resolveAll() throws IOException {
        return tree.resolve(tree.allModules());
    }
}
