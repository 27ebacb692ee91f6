// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lock, outdated and update say of a file that they cannot read or write; and no build takes an unreadable lock for none. */
class LockFaultsTest {
    private static final String ONE = "i386-xen_pvh";

    @TempDir
    Path temporary;

    private Path project;
    private Path lock;
    private Path module;

    /** A lock, and a module that changed since. */
    @BeforeEach
    void lock() throws Exception {
        project = Files.createDirectory(temporary.resolve("project"));
        Path tree = Files.createDirectories(project.resolve("tree/" + ONE));
        Set<String> few = GrubRelease.BOOKWORM.tree(Platform.I386_XEN_PVH).resolve(List.of("normal")).stream()
                .map(needed -> needed.name() + ".mod")
                .collect(Collectors.toSet());
        for (Path file : Directories.list(GrubRelease.BOOKWORM.grubDirectory().resolve(ONE))) {
            String name = String.valueOf(file.getFileName());
            if (!name.endsWith(".mod") || few.contains(name)) {
                Files.copy(file, tree.resolve(name));
            }
        }
        Files.createDirectories(project.resolve("src/main/grub"));
        Files.createDirectories(project.resolve("target"));
        Files.createDirectories(project.resolve("out"));
        lock = project.resolve("out/grub-xen.lock");
        module = tree.resolve("normal.mod");
        OneGoal.run(project, "lock", properties(project));
        byte[] bytes = Files.readAllBytes(module);
        int text = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("inimal BASH");
        bytes[text] = 'I';
        Files.write(module, bytes);
    }

    /** Else the directory of the test could not be deleted. */
    @AfterEach
    void makeWritable() throws IOException {
        Tools.run(temporary, "chmod", "-R", "u+rwX", temporary.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"modules", "lock", "outdated", "update"})
    void aLockThatCannotBeReadIsNamed(String goal) throws IOException {
        for (Path unreadable : List.of(lock, lock.resolveSibling(".").normalize())) {
            Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
            assertRefused(run(OtherJava.boundByModes(), goal), lock, "cannot be read \\(permission denied\\)");
            makeWritable();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"modules", "lock", "outdated", "update"})
    void aLockThatIsADanglingLinkIsNotTakenForNone(String goal) throws IOException {
        Files.delete(lock);
        Files.createSymbolicLink(lock, Path.of("gone"));
        assertRefused(run(OtherJava.plain(), goal), lock, "no such file");
        Files.delete(lock);
        Files.createSymbolicLink(lock, lock.getFileName());
        assertRefused(run(OtherJava.plain(), goal), lock, "cannot be read \\(Too many levels of symbolic links\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"modules", "lock", "outdated", "update"})
    void aLockThatIsNoFileIsNamed(String goal) throws IOException {
        Files.delete(lock);
        Files.createSymbolicLink(lock, Path.of("/proc/self/mem"));
        assertRefused(run(OtherJava.plain(), goal), lock, "cannot be read \\(Input/output error\\)");
        Files.delete(lock);
        Files.createDirectory(lock);
        assertRefused(run(OtherJava.plain(), goal), lock, "is a directory, not a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "outdated", "update"})
    void aModuleThatCannotBeReadIsNamed(String goal) throws IOException {
        Path tree = module.resolveSibling(".").normalize();
        for (Path unreadable : List.of(module, tree, tree.resolveSibling(".").normalize())) {
            Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
            assertRefused(
                    run(OtherJava.boundByModes(), goal), unreadable, "cannot be (used|read) \\(permission denied\\)");
            makeWritable();
        }
        Files.delete(module);
        Files.createSymbolicLink(module, Path.of("gone"));
        assertRefused(run(OtherJava.plain(), goal), module, "no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", "target"})
    void aDirectoryThatIsNotWritableIsNamedAndTheLockStays(String directory) throws IOException {
        Tools.run(project, "chmod", "-R", "a-w", directory);
        assertRefused(
                run(OtherJava.boundByModes(), "update"),
                project.resolve(directory),
                "cannot be written \\(permission denied\\)");
        assertRefused(
                run(OtherJava.withReadOnly(project.resolve(directory)), "update"),
                project.resolve(directory),
                "cannot be written \\(Read-only file system\\)");
        assertThat(run(OtherJava.boundByModes(), "outdated"))
                .contains(directory.equals("out") ? "\nwell\n" : "failure: " + project + "/target");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3 << 12, 100 << 10})
    void aFullDiskIsNamedAndTheLockStays(long room) throws IOException {
        Path full = temporary.resolve("full");
        for (String goal : List.of("lock", "outdated", "update")) {
            String printed = OtherJava.withSmallDisk(full, "4m")
                    .run(List.of("-Dproject=" + project, "-Droom=" + room), OneGoal.class, arguments(full, goal));
            assertRefused(printed, full.resolve("target"), "cannot be written \\(No space left on device\\)");
        }
    }

    private String run(OtherJava java, String goal) throws IOException {
        return java.run(OneGoal.class, arguments(project, goal));
    }

    private static String[] arguments(Path project, String goal) {
        List<String> arguments = new ArrayList<>(List.of(project.toString(), goal));
        arguments.addAll(properties(project));
        return arguments.toArray(String[]::new);
    }

    private static List<String> properties(Path project) {
        return List.of(
                "grub-xen.platforms=" + ONE,
                "grub-xen.directory=" + project.resolve("tree"),
                "grub-xen.cache=" + project.resolve("cache"),
                "grub-xen.flavours=" + project.resolve("src/main/grub"),
                "grub-xen.lockFile=" + project.resolve("out/grub-xen.lock"));
    }

    private static void assertRefused(String printed, Path place, String problem) {
        assertThat(printed)
                .matches("failure: " + Pattern.quote(place.toString()) + "\\S*: " + problem
                        + "\\. [A-Z].*\\.\nchanged: \\[]\n");
    }
}
