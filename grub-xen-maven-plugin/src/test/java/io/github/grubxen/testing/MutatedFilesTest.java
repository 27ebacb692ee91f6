// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The targets of the fuzzer on random changes of its seeds, without the fuzzer: that is many times faster. {@code
 * -Dgrub-xen.mutations=1000000} tries so many with each target, {@code -Dgrub-xen.seed} repeats a run, and {@code
 * -Dgrub-xen.files=DIRECTORY} changes the files of a directory too.
 */
class MutatedFilesTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path SOURCES = Path.of("src/test/java");
    private static final int MUTATIONS = Integer.getInteger("grub-xen.mutations", 300);

    /** Without a wish for a number, a target that takes long is given fewer files. */
    private static final Duration ENOUGH =
            System.getProperty("grub-xen.mutations") == null ? Duration.ofSeconds(1) : Duration.ofDays(1);

    /** The processor time that one file may take. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @TempDir
    static Path temporary;

    /** A target: a method of a fuzz test. */
    record Target(Method method) {
        List<byte[]> seeds() throws IOException {
            Class<?> owner = method.getDeclaringClass();
            List<byte[]> seeds = new ArrayList<>(
                    files(RESOURCES.resolve(owner.getName().replace('.', '/') + "Inputs/" + method.getName())));
            String further = System.getProperty("grub-xen.files");
            if (further != null) {
                seeds.addAll(files(Path.of(further)));
            }
            return seeds;
        }

        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + "#" + method.getName();
        }
    }

    /** What one file after the other is given to a target, in a thread that can be given up. */
    private static final class Run extends Thread {
        private final Object test;
        private final Target target;
        private final List<byte[]> seeds;
        private final long seed;
        private final AtomicLong done = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Run(Target target, long seed) throws IOException, ReflectiveOperationException {
            this.target = target;
            this.seed = seed;
            seeds = target.seeds();
            Constructor<?> constructor = target.method.getDeclaringClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            test = constructor.newInstance();
            for (Field field : target.method.getDeclaringClass().getDeclaredFields()) {
                if (field.isAnnotationPresent(TempDir.class)) {
                    field.setAccessible(true);
                    field.set(test, temporary);
                }
            }
            target.method.setAccessible(true);
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                long start = System.nanoTime();
                for (int i = 0; i < MUTATIONS && System.nanoTime() - start < ENOUGH.toNanos(); i++) {
                    target.method.invoke(test, (Object) ByteMutations.of(seeds, new Random(seed + i)));
                    done.incrementAndGet();
                }
            } catch (InvocationTargetException e) {
                failure.set(e.getCause());
            } catch (IllegalAccessException e) {
                failure.set(e);
            }
        }

        /** Waits for the end, unless one file takes too long. */
        void await() throws InterruptedException {
            long last = -1;
            long started = 0;
            while (isAlive()) {
                long used = THREADS.getThreadCpuTime(getId());
                started = done.get() == last ? started : used;
                last = done.get();
                if (used - started > TIME_LIMIT.toNanos()) {
                    AssertionError endless = new AssertionError("a file takes more than " + TIME_LIMIT);
                    endless.setStackTrace(getStackTrace());
                    failure.compareAndSet(null, endless);
                    return;
                }
                TimeUnit.MILLISECONDS.timedJoin(this, 200);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void areReadOrRefused(Target target) throws Exception {
        long seed = Long.getLong("grub-xen.seed", System.nanoTime());
        assertThat(target.seeds()).as("seeds of " + target).isNotEmpty();
        Run run = new Run(target, seed);
        long refusedBefore = Untrusted.refused();
        long start = System.nanoTime();
        run.start();
        run.await();
        System.out.printf(
                "%s: %d files in %.1f s, %d refusals, -Dgrub-xen.seed=%d%n",
                target, run.done.get(), (System.nanoTime() - start) / 1e9, Untrusted.refused() - refusedBefore, seed);
        if (run.failure.get() != null) {
            throw new AssertionError(
                    target + ", -Dgrub-xen.seed=" + (seed + run.done.get()) + " -Dgrub-xen.mutations=1",
                    run.failure.get());
        }
        assertThat(run.done.get()).isPositive();
    }

    static List<Target> targets() throws IOException, ClassNotFoundException {
        List<Target> targets = new ArrayList<>();
        String wanted = System.getProperty("grub-xen.target", "");
        for (String name : fuzzTests()) {
            Arrays.stream(Class.forName(name).getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                    .sorted(Comparator.comparing(Method::getName))
                    .map(Target::new)
                    .filter(target -> target.toString().contains(wanted))
                    .forEach(targets::add);
        }
        return targets;
    }

    private static List<String> fuzzTests() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            return sources.filter(source -> source.toString().endsWith("FuzzTest.java"))
                    .map(source -> SOURCES.relativize(source).toString().replace('/', '.'))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .sorted()
                    .toList();
        }
    }

    private static List<byte[]> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(directory)) {
            for (Path file : found.sorted().toList()) {
                files.add(Files.readAllBytes(file));
            }
        }
        return files;
    }
}
