// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SmallDeb;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebArchiveTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void showsTheSameAsDpkgDeb(GrubRelease release) throws IOException {
        Path deb = release.deb("grub-xen-bin");
        DebArchive archive = new DebArchive(deb);
        assertThat(archive.control().toText()).isEqualTo(Tools.run(directory, "dpkg-deb", "-f", deb.toString()));
        TreeSet<String> names = new TreeSet<>();
        archive.visitData((entry, content) -> names.add(entry.name()));
        Tools.run(directory, "sh", "-c", "dpkg-deb --fsys-tarfile '" + deb + "' | tar -t >list");
        assertThat(names).containsExactlyElementsOf(new TreeSet<>(Files.readAllLines(directory.resolve("list"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "zstd", "none"})
    void readsEachCompression(String compression) throws IOException {
        Tools.require("dpkg-deb");
        Path control = Files.createDirectories(directory.resolve("p/DEBIAN"));
        Files.writeString(
                control.resolve("control"),
                "Package: p\nVersion: 1\nArchitecture: all\nMaintainer: m <m@example.org>\nDescription: d\n");
        Files.writeString(directory.resolve("p/file"), "x");
        Tools.run(directory, "dpkg-deb", "-Z" + compression, "--root-owner-group", "-b", "p", "p.deb");
        DebArchive archive = new DebArchive(directory.resolve("p.deb"));
        assertThat(archive.control().get("Version")).contains("1");
        TreeSet<String> names = new TreeSet<>();
        archive.visitData((entry, content) -> names.add(entry.name()));
        assertThat(names).containsExactly("./", "./file");
    }

    @Test
    void refusesWhatIsNoPackage() throws IOException {
        Path file = Files.writeString(directory.resolve("x.deb"), "no package at all");
        assertThatThrownBy(() -> new DebArchive(file).control())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("x.deb");
        assertThatThrownBy(() -> new DebArchive(directory.resolve("none.deb")).control())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no such file");
    }

    static Stream<Arguments> membersThatDpkgRefuses() {
        return Stream.of(
                Arguments.of("2.0", List.of("debian-binary", "control.tar", "data.tar"), "no package of format 2"),
                Arguments.of("2.0x\n", List.of("debian-binary", "control.tar", "data.tar"), "no package of format 2"),
                Arguments.of("2.0\r\n", List.of("debian-binary", "control.tar", "data.tar"), "no package of format 2"),
                Arguments.of("2.\n", List.of("debian-binary", "control.tar", "data.tar"), "no package of format 2"),
                Arguments.of("3.0\n", List.of("debian-binary", "control.tar", "data.tar"), "no package of format 2"),
                Arguments.of("2.0\n", List.of("control.tar", "debian-binary", "data.tar"), "no package of format 2"),
                Arguments.of(
                        "2.0\n",
                        List.of("debian-binary", "data.tar", "control.tar"),
                        "in its place: it has [debian-binary, data.tar, control.tar]"),
                Arguments.of(
                        "2.0\n",
                        List.of("debian-binary", "x", "control.tar", "data.tar"),
                        "in its place: it has [debian-binary, x, control.tar, data.tar]"),
                Arguments.of(
                        "2.0\n",
                        List.of("debian-binary", "control.tar", "x", "data.tar"),
                        "in its place: it has [debian-binary, control.tar, x, data.tar]"));
    }

    @ParameterizedTest
    @MethodSource
    void membersThatDpkgRefuses(String format, List<String> members, String problem) throws IOException {
        Path deb = Files.write(directory.resolve("x.deb"), withMembers(format, members));
        assertThatThrownBy(() -> {
                    new DebArchive(deb).control();
                    new DebArchive(deb).tree();
                })
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(deb.toString())
                .hasMessageContaining(problem.replace("no package", "not a Debian package"));
        assertThatThrownBy(() -> Tools.run(directory, "dpkg-deb", "-x", "x.deb", "tree"))
                .hasMessageContaining("dpkg-deb: error: ");
    }

    @Test
    void passesOverMembersAsDpkgDoes() throws IOException {
        List<String> members = List.of("debian-binary", "_a", "control.tar", "_b", "data.tar", "z");
        Path deb = Files.write(directory.resolve("x.deb"), withMembers("2.7\nand more\n", members));
        assertThat(new DebArchive(deb).control().get("Package")).contains("small");
        assertThat(new DebArchive(deb).tree().files()).containsExactly("usr/file");
        Tools.run(directory, "dpkg-deb", "-x", "x.deb", "tree");
        assertThat(directory.resolve("tree/usr/file")).hasContent("content");
    }

    private static byte[] withMembers(String format, List<String> names) throws IOException {
        Map<String, byte[]> contents = Map.of(
                "debian-binary",
                format.getBytes(StandardCharsets.US_ASCII),
                "control.tar",
                SmallDeb.tar("./control", "Package: small\nVersion: 1\nDescription: d\n"),
                "data.tar",
                SmallDeb.tar("./usr/file", "content"));
        Map<String, byte[]> members = new LinkedHashMap<>();
        names.forEach(name -> members.put(name, contents.getOrDefault(name, new byte[] {'x'})));
        return SmallDeb.ar(members);
    }

    @Test
    void refusesAPackageThatIsCutOffBetweenTwoFiles() throws IOException {
        byte[] whole = SmallDeb.of("", SmallDeb.control(), SmallDeb.tar("a", "1", "b", "2"));
        Path file = Files.write(directory.resolve("cut.deb"), Arrays.copyOf(whole, whole.length - 2048));
        assertThatThrownBy(() -> new DebArchive(file).visitData((entry, content) -> {}))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("cut.deb: cut off or damaged: what follows its first");
    }

    @Test
    void refusesTwoControlFiles() throws IOException {
        byte[] control = SmallDeb.tar("control", "Package: a\n", "./control", "Version: 1\n");
        Path file = Files.write(directory.resolve("two.deb"), SmallDeb.of("", control, SmallDeb.control()));
        assertThatThrownBy(() -> new DebArchive(file).control())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("two.deb: 2 control files");
    }

    @Test
    void leavesAFailureOfItsVisitorAsItIs() throws IOException {
        Path file = Files.write(directory.resolve("good.deb"), SmallDeb.of(".xz"));
        IOException full = new IOException("no space left on device");
        assertThatThrownBy(() -> new DebArchive(file).visitData((entry, content) -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    @Test
    void saysWhatToDoWithoutALibraryForZstd() throws Exception {
        Path file = Files.write(directory.resolve("new.deb"), SmallDeb.of(".zst"));
        assertThat(new DebArchive(file).control().get("Package")).contains("small");
        Class<?> withoutZstd = new WithoutZstd().loadClass(DebArchive.class.getName());
        Object archive = withoutZstd.getConstructor(Path.class).newInstance(file);
        assertThatThrownBy(() -> withoutZstd.getMethod("control").invoke(archive))
                .cause()
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(
                        "new.deb: control.tar.zst: compressed with .zst, for which this machine has no library")
                .hasMessageContaining("dpkg-deb -Zxz");
    }

    @Test
    void cutOffOrDamagedIsRefusedWithItsName() throws IOException {
        byte[] good = Files.readAllBytes(GrubRelease.BOOKWORM.deb("grub-xen-bin"));
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length));
            Path file = Files.write(directory.resolve("cut.deb"), bad);
            assertThatThrownBy(() -> new DebArchive(file).visitData((entry, content) -> content.readAllBytes()))
                    .as("seed %d, length %d", seed, bad.length)
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("cut.deb");
        }
    }

    /** Loads this room and its library anew, and finds no zstd. */
    private static final class WithoutZstd extends ClassLoader {
        WithoutZstd() {
            super(DebArchiveTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.github.luben.")) {
                throw new ClassNotFoundException(name);
            }
            boolean anew =
                    name.startsWith("io.github.grubxen.archive.") || name.startsWith("org.apache.commons.compress.");
            Class<?> loaded = findLoadedClass(name);
            if (!anew || loaded != null) {
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
