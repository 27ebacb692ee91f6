// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProjectHelper;
import org.eclipse.aether.RepositorySystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goals lock and modules, one after the other, with a directory of modules. */
class LockGoalsTest {
    private static final String ONE = "i386-xen_pvh";

    @TempDir
    Path directory;

    private Path grub;
    private Path lock;
    private Goal goal;

    @BeforeEach
    void copyAFewModules() throws IOException {
        grub = directory.resolve("grub");
        for (Platform platform : List.of(Platform.I386_XEN_PVH, Platform.I386_XEN)) {
            List<String> few = GrubRelease.BOOKWORM.tree(platform).resolve(List.of("normal", "hello")).stream()
                    .map(module -> module.name() + ".mod")
                    .toList();
            copy(platform.id(), name -> !name.endsWith(".mod") || few.contains(name));
        }
        lock = directory.resolve("grub-xen.lock");
        goal = new Goal(directory)
                .set("directory", grub)
                .set("platforms", ONE)
                .set("cache", directory.resolve("cache"))
                .set("flavours", directory.resolve("flavours"))
                .set("lockFile", lock);
    }

    @Test
    void theLockIsWrittenOnceAndTheBuildObeysIt() throws Exception {
        lock();
        assertThat(goal.lines())
                .singleElement()
                .asString()
                .matches("Locked grub2 2\\.06\\S+ from directory, " + ONE + ", in " + lock);
        assertThat(lock).content().contains("Origin: directory\n", "Platform: " + ONE + "\n");
        assertThat(directory.resolve("target/grub-xen/lock")).doesNotExist();
        modules();
        lock();
        assertThat(goal.lines()).singleElement().asString().startsWith("Nothing to do: already locked: grub2 2.06");
    }

    @Test
    void aModuleThatIsNotTheLockedOneIsRefusedAndTheFormerModulesStay() throws Exception {
        lock();
        modules();
        Path module = directory.resolve("target/grub-xen/modules/" + ONE + "/normal.mod");
        String former = Digest.sha256(module);
        change(ONE);
        assertThatThrownBy(this::modules)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith(lock + ":10: the tree of " + ONE + " has the SHA-256 ");
        assertThat(Digest.sha256(module)).isEqualTo(former);
        Files.delete(lock);
        modules();
        assertThat(Digest.sha256(module)).isNotEqualTo(former);
    }

    @Test
    void theLockIsPartOfWhatTheModulesAreUpToDateWith() throws Exception {
        modules();
        modules();
        assertThat(goal.lines()).singleElement().asString().startsWith("Nothing to do: the modules from directory");
        lock();
        modules();
        assertThat(goal.lines()).singleElement().asString().startsWith("GRUB 2.06");
        modules();
        assertThat(goal.lines()).singleElement().asString().startsWith("Nothing to do");
        Files.writeString(lock, Files.readString(lock).replaceAll("(?m)^Files: .*", "Files: 1"));
        assertThatThrownBy(this::modules).hasMessageContaining(" in the lock (1 files)");
    }

    @Test
    void aFurtherPlatformIsAddedToTheLockAndTheOthersStayAsTheyAre() throws Exception {
        lock();
        String former = Files.readString(lock);
        goal.set("platforms", "i386-xen," + ONE);
        assertThatThrownBy(this::modules)
                .hasMessageStartingWith(lock + ": has no tree of i386-xen. Run the goal grub-xen:lock, which adds");
        change(ONE);
        assertThatThrownBy(this::lock).hasMessageContaining("the tree of " + ONE + " has the SHA-256");
        assertThat(lock).hasContent(former);
        Files.copy(
                GrubRelease.BOOKWORM.grubDirectory().resolve(ONE).resolve("normal.mod"),
                Files.createDirectories(grub.resolve(ONE)).resolve("normal.mod"),
                StandardCopyOption.REPLACE_EXISTING);
        lock();
        assertThat(lock).content().startsWith(former.substring(0, former.indexOf("Platform:")));
        assertThat(lock)
                .content()
                .contains("Platform: i386-xen\n")
                .endsWith(former.substring(former.indexOf("Platform:")));
        modules();
    }

    @Test
    void anotherOriginThanTheLockedOneIsRefusedUntilItIsLocked() throws Exception {
        GrubRelease.BOOKWORM.deb("grub-common");
        lock();
        goal.set("directory", null).set("deb", GrubRelease.BOOKWORM.deb("grub-xen-bin"));
        assertThatThrownBy(this::modules)
                .hasMessageStartingWith(lock + ":4: the lock is for directory, but <grub><deb> asks for deb. ");
        lock();
        assertThat(lock).content().contains("Origin: deb\n", "Package: grub-xen-bin\n", "Package: grub-common\n");
        modules();
    }

    @Test
    void aDamagedLockIsRefusedByEachGoal() throws Exception {
        Files.writeString(lock, "Format: 1\nOrigin: directory\nSource: grub2\nVersion:\n");
        assertThatThrownBy(this::modules)
                .hasMessageStartingWith(lock + ":4: '' is not a valid value of the field Version");
        assertThatThrownBy(this::lock)
                .hasMessageStartingWith(lock + ":4: '' is not a valid value of the field Version");
    }

    @Test
    void aSourceThatIsNotThereLeavesNoLock() {
        goal.set("directory", directory.resolve("none"));
        assertThatThrownBy(this::lock).hasMessageContaining("no directory " + ONE + "/ in it. Give a directory");
        assertThat(lock).doesNotExist();
    }

    @Test
    void outdatedSaysWhatIsNewerAndUpdateMovesTheLock() throws Exception {
        lock();
        outdated();
        assertThat(goal.lines()).containsExactly("grub2 " + version() + " is locked, and directory has nothing newer");
        String former = Files.readString(lock);
        change(ONE);
        outdated();
        assertThat(goal.lines()).last().asString().startsWith(version() + " -> " + version() + ": ");
        assertThat(lock).hasContent(former);
        assertThatThrownBy(this::modules).hasMessageContaining("run the goal grub-xen:update");
        update();
        assertThat(goal.lines()).last().asString().startsWith("Locked grub2 " + version() + " from directory, " + ONE);
        assertThat(lock).content().isNotEqualTo(former);
        modules();
        outdated();
        assertThat(goal.lines()).hasSize(1);
    }

    @Test
    void outdatedFailsOnlyOnRequest() throws Exception {
        lock();
        goal.set("outdated.fail", true);
        outdated();
        change(ONE);
        assertThatThrownBy(this::outdated)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith(lock + ": is outdated: it has " + version())
                .hasMessageContaining("Run grub-xen:update, or set grub-xen.outdated.fail to false");
    }

    @Test
    void outdatedAndUpdateDoNothingWithoutALock() throws Exception {
        String line = "Nothing to do: there is no lock " + lock + ". The goal grub-xen:lock writes one.";
        outdated();
        assertThat(goal.lines()).containsExactly(line);
        update();
        assertThat(goal.lines()).containsExactly(line);
        assertThat(lock).doesNotExist();
    }

    @Test
    void updateRefusesAnotherOriginThanTheLockedOne() throws Exception {
        lock();
        goal.set("directory", null).set("suite", "bookworm");
        assertThatThrownBy(this::update)
                .hasMessageStartingWith(lock + ":4: the lock is for directory, but <grub><apt> asks for apt bookworm");
    }

    @Test
    void onlyTheModulesOfTheProjectsImagesCount() throws Exception {
        copy(ONE, name -> true); // an image gets modules of all disks
        goal.set("flavours", Files.createDirectories(directory.resolve("flavours")));
        Files.writeString(directory.resolve("flavours/web.cfg"), "linux /vmlinuz\nboot\n");
        lock();
        modules();
        Path module = grub.resolve(ONE).resolve("normal.mod");
        byte[] normal = Files.readAllBytes(module);
        change(ONE);
        outdated();
        assertThat(goal.lines()).anyMatch(line -> line.startsWith(ONE + ": changed: normal"));
        Files.write(module, normal);
        Path hello = grub.resolve(ONE).resolve("hello.mod"); // no image of this project says hello
        byte[] bytes = Files.readAllBytes(hello);
        int text = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Hello World");
        assertThat(text).isPositive();
        bytes[text] = 'h';
        Files.write(hello, bytes);
        outdated();
        assertThat(goal.lines()).singleElement().asString().contains(": 0 of ");
    }

    @Test
    void withAptTheNewestVersionOfTheSuiteIsNamedAndLocked() throws Exception {
        Tools.require("apt-get", "apt-config");
        lock();
        goal.set("directory", null)
                .set("suite", "bookworm")
                .set("cache", System.getProperty("grub-xen.cache", "target/cache"));
        lock();
        String newest = Files.readString(lock);
        assertThat(newest).contains("Origin: apt\nSuite: bookworm\n", "Package: grub-xen-bin\n");
        outdated();
        assertThat(goal.lines()).last().asString().endsWith("is locked, and apt bookworm has nothing newer");
        Files.writeString(
                lock,
                newest.replace("2.06-13+", "2.06-12+")
                        .replace("SHA256: ", "SHA256: 0")
                        .replaceAll("SHA256: (0[0-9a-f]{63})[0-9a-f]", "SHA256: $1"));
        assertThatThrownBy(this::modules)
                .hasMessageStartingWith(lock + ":13: grub-xen-bin 2.06-12+")
                .hasMessageContaining("neither the cache nor the archive has it: bookworm has 2.06-13+")
                .hasMessageContaining("grub-xen:update")
                .hasMessageContaining("<attachModules>");
        update();
        assertThat(goal.warnings()).anyMatch(line -> line.startsWith("The modules cannot be compared. "));
        assertThat(goal.lines()).anyMatch(line -> line.matches("2\\.06-12\\+\\S+ -> 2\\.06-13\\+\\S+: \\d+ CVEs"));
        assertThat(lock).hasContent(newest);
        modules();
    }

    private String version() throws IOException {
        return GrubRelease.BOOKWORM.tree(Platform.I386_XEN_PVH).info().packageVersion();
    }

    private void outdated() throws Exception {
        goal.run("outdated", new OutdatedMojo(none(RepositorySystem.class)));
    }

    private void update() throws Exception {
        goal.run("update", new UpdateMojo(none(RepositorySystem.class)));
    }

    private void copy(String platform, Predicate<String> which) throws IOException {
        Path tree = Files.createDirectories(grub.resolve(platform));
        for (Path file : Directories.list(GrubRelease.BOOKWORM.grubDirectory().resolve(platform))) {
            if (which.test(String.valueOf(file.getFileName()))) {
                Files.copy(file, tree.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void change(String platform) throws IOException {
        Path module = grub.resolve(platform).resolve("normal.mod");
        byte[] bytes = Files.readAllBytes(module);
        int version = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("inimal BASH");
        assertThat(version).isPositive();
        bytes[version] = 'I';
        Files.write(module, bytes);
    }

    private void lock() throws Exception {
        goal.run("lock", new LockMojo(none(RepositorySystem.class)));
    }

    private void modules() throws Exception {
        goal.run("modules", new ModulesMojo(none(RepositorySystem.class), none(MavenProjectHelper.class)));
    }

    /** What these goals do not call. */
    private static <T> T none(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    throw new UnsupportedOperationException(method.toString());
                }));
    }
}
