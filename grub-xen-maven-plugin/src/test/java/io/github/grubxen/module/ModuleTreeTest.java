// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real tree, and the same with one thing wrong in it. */
class ModuleTreeTest {
    private static final Platform PLATFORM = Platform.X86_64_XEN;

    @TempDir
    Path directory;

    @BeforeEach
    void copyATree() throws IOException {
        for (Path file : Directories.list(GrubRelease.BOOKWORM.grubDirectory().resolve(PLATFORM.id()))) {
            Files.copy(file, directory.resolve(file.getFileName()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void holdsEveryModuleOfTheDirectory(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        List<String> files = Directories.list(release.grubDirectory().resolve(platform.id())).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.endsWith(".mod"))
                .toList();
        assertThat(tree.allModules()).extracting(name -> name + ".mod").containsExactlyElementsOf(files);
        assertThat(tree.info().packageVersion()).startsWith(tree.info().grubVersion());
    }

    @Test
    void putsEachModuleBehindWhatItNeeds() throws IOException {
        ModuleTree tree = read();
        List<String> order =
                tree.resolve(List.of("normal")).stream().map(ModuleFile::name).toList();
        for (String name : order) {
            assertThat(order.subList(0, order.indexOf(name)))
                    .containsAll(tree.dependencies().getOrDefault(name, List.of("no line")));
        }
        assertThat(order).endsWith("normal").doesNotHaveDuplicates();
    }

    @Test
    void refusesAModuleWithoutALine() throws IOException {
        list(list().replaceFirst("(?m)^ext2:.*\\n", ""));
        assertThatThrownBy(this::read).hasMessageContaining("no line for ext2.mod");
    }

    @Test
    void lacksAModuleThatAnotherNeeds() throws IOException {
        Files.delete(directory.resolve("terminal.mod"));
        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("module 'terminal' is missing")
                .hasMessageContaining("the tree");
    }

    @Test
    void doesNotHaveTheModuleThatIsAskedFor() throws IOException {
        ModuleTree tree = read();
        assertThatThrownBy(() -> tree.resolve(List.of("ext2", "no_such")))
                .hasMessageContaining("module 'no_such' is missing");
    }

    @Test
    void namesTheCircleOfModulesThatNeedEachOther() throws IOException {
        ModuleTree tree = read();
        ModuleTree circular = new ModuleTree(
                tree.platform(),
                tree.name(),
                tree.info(),
                tree.kernel(),
                tree.modules(),
                tree.lists(),
                Map.of("ext2", List.of("fshelp"), "fshelp", List.of("gzio"), "gzio", List.of("fshelp")));
        assertThatThrownBy(() -> circular.resolve(List.of("ext2")))
                .hasMessageContaining("fshelp -> gzio -> fshelp")
                .hasMessageContaining("moddep.lst");
    }

    @Test
    void refusesAListThatDoesNotFitTheModules() throws IOException {
        list(list().replaceFirst("(?m)^ext2:.*$", "ext2: gzio"));
        assertThatThrownBy(this::read).hasMessageContaining("the line of ext2 names [gzio]");
    }

    @Test
    void refusesASecondLineForAModuleAndALineWithoutColon() throws IOException {
        String good = list();
        int lines = (int) good.lines().count();
        list(good + "ext2: fshelp\n");
        assertThatThrownBy(this::read).hasMessageContaining("moddep.lst:" + (lines + 1) + ": a second line");
        list(good + "nonsense\n");
        assertThatThrownBy(this::read).hasMessageContaining("moddep.lst:" + (lines + 1));
        list(good + "\n");
        assertThatThrownBy(this::read).hasMessageContaining("moddep.lst:" + (lines + 1));
        list(good + " : ext2\n");
        assertThatThrownBy(this::read).hasMessageContaining("moddep.lst:" + (lines + 1));
    }

    @Test
    void doesNotNeedALineEndBehindTheLastLine() throws IOException {
        list(list().stripTrailing());
        assertThat(read().modules()).isNotEmpty();
    }

    @Test
    void refusesATreeOfAnotherPlatform() {
        assertThatThrownBy(() -> ModuleTree.read(Platform.I386_XEN, directory, "the tree"))
                .hasMessageContaining("the modules are for x86_64-xen, not for i386-xen");
    }

    @Test
    void refusesAModuleOfAnotherPlatform() throws IOException {
        Path other = GrubRelease.BOOKWORM.grubDirectory().resolve("i386-xen/ext2.mod");
        Files.write(directory.resolve("ext2.mod"), Files.readAllBytes(other));
        assertThatThrownBy(this::read)
                .hasMessageContaining("ext2.mod")
                .hasMessageContaining("not a module for x86_64-xen");
    }

    @Test
    void refusesAnEmptyModuleGarbageAndAModuleUnderAnotherName() throws IOException {
        Path module = directory.resolve("ext2.mod");
        byte[] good = Files.readAllBytes(module);
        Files.write(module, new byte[0]);
        assertThatThrownBy(this::read).hasMessageContaining("ext2.mod at offset 0x0: not an ELF file");
        Files.write(module, new byte[5000]);
        assertThatThrownBy(this::read).hasMessageContaining("ext2.mod at offset 0x0: not an ELF file");
        Files.write(module, Arrays.copyOf(good, good.length - 100));
        assertThatThrownBy(this::read).hasMessageContaining("ext2.mod");
        Files.write(module, Files.readAllBytes(directory.resolve("xfs.mod")));
        assertThatThrownBy(this::read).hasMessageContaining("the module calls itself [xfs], its file says 'ext2'");
    }

    @Test
    void refusesAModuleThatIsCutOffWhereverThatIs() throws IOException {
        Path module = directory.resolve("ext2.mod");
        byte[] good = Files.readAllBytes(module);
        for (int length = 1; length < good.length; length += 97) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> ModuleFile.read(PLATFORM, "ext2", Bytes.of("the tree/ext2.mod", cut)))
                    .as("%d of %d bytes", length, good.length)
                    .isInstanceOf(BadInput.class)
                    .hasMessageMatching(
                            "the tree/ext2\\.mod( at offset 0x[0-9a-f]+)?: .*(ends|cut off|beyond|behind|not an ELF).*");
        }
    }

    @Test
    void refusesAFileThatIsLargerThanAnyModule() throws IOException {
        try (RandomAccessFile module =
                new RandomAccessFile(directory.resolve("ext2.mod").toFile(), "rw")) {
            module.setLength(ModuleTree.FILE_LIMIT + 1);
        }
        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("the tree/ext2.mod: larger than 67108864 bytes");
    }

    @Test
    void refusesADirectoryWithoutItsLists() throws IOException {
        Files.delete(directory.resolve("moddep.lst"));
        assertThatThrownBy(this::read).hasMessageContaining("the tree/moddep.lst: no such file");
        Files.delete(directory.resolve("modinfo.sh"));
        assertThatThrownBy(this::read).hasMessageContaining("the tree/modinfo.sh: no such file");
        assertThatThrownBy(() -> ModuleTree.read(PLATFORM, directory.resolve("none"), "none"))
                .hasMessageContaining("no such directory");
    }

    private ModuleTree read() throws IOException {
        return ModuleTree.read(PLATFORM, directory, "the tree");
    }

    private String list() throws IOException {
        return Files.readString(directory.resolve("moddep.lst"));
    }

    private void list(String text) throws IOException {
        Files.writeString(directory.resolve("moddep.lst"), text);
    }
}
