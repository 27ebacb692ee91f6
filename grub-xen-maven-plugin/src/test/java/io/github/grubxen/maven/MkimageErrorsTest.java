package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.image.Image;
import io.github.grubxen.image.ObjectType;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Folders;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input on which grub-mkimage and grub-mkstandalone fail, hang or make a broken image, given to the goal mkimage. Source: "Image
 * format", section 10; rows that concern one class alone have their tests beside that class.
 */
class MkimageErrorsTest {
    private static final long FIVE_GIB = 5L << 30;

    @TempDir
    Path folder;

    private final MkimageMojo mojo = new MkimageMojo();
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void asAUserWould() throws Exception {
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void warn(CharSequence line) {
                warnings.add(line.toString());
            }
        });
        Path tree = folder.resolve("x86_64-xen");
        Files.createDirectories(tree);
        for (Path file : Folders.list(GrubRelease.MACHINE.grubFolder().resolve("x86_64-xen"))) {
            Files.copy(file, tree.resolve(file.getFileName()));
        }
        set("platform", "x86_64-xen");
        set("directory", tree.toFile());
        set("prefix", "/boot/grub");
        set("layout", "image");
        set("compress", "no");
        set("localeDirectory", folder.toFile());
        set("dataDirectory", folder.toFile());
        set("output", folder.resolve("image.bin").toFile());
    }

    @Test
    void withNothingWrongMakesTheImage() throws Exception {
        mojo.execute();
        assertThat(folder.resolve("image.bin")).isNotEmptyFile();
        assertThat(warnings).isEmpty();
    }

    @Test
    void asASecondStageTellsItsReleaseToItsConfig() throws Exception {
        set("secondStage", true);
        set("modules", List.of("normal"));
        Path config = Files.writeString(folder.resolve("early.cfg"), "search -s root -f /boot/grub/grub.cfg\n");
        set("config", config.toFile());
        mojo.execute();
        Image image = Image.read(Bytes.read(folder.resolve("image.bin"), Image.LIMIT));
        assertThat(image.content(ObjectType.CONFIG).orElseThrow().utf8())
                .isEqualTo("insmod normal\nset second_stage=2.06\nexport second_stage\n" + Files.readString(config));
    }

    @Test
    void withoutPlatformOrPrefixOrOutputNamesTheProperty() throws Exception {
        set("output", null);
        fails("grub-xen.output: no file to write");
        set("output", folder.resolve("image.bin").toFile());
        set("prefix", null);
        fails("grub-xen.prefix: no prefix");
        set("platform", "i386-pc");
        fails("grub-xen.platform: 'i386-pc' is no GRUB platform for Xen");
        set("platform", null);
        fails("grub-xen.platform");
    }

    @ParameterizedTest
    @ValueSource(strings = {"moddep.lst", "kernel.img", "modinfo.sh", "normal.mod"})
    void withAFileOfTheTreeMissingOrADirectoryNamesIt(String name) throws Exception {
        set("modules", List.of("normal"));
        Files.delete(folder.resolve("x86_64-xen").resolve(name));
        fails(name.replace(".mod", ""));
        Files.createDirectory(folder.resolve("x86_64-xen").resolve(name));
        fails(name + ": is a directory, not a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memdisk", "config", "dtb"})
    @Timeout(60)
    void withAnInputMissingOrADirectoryOrAFifoNamesIt(String parameter) throws Exception {
        Path file = folder.resolve("input");
        set(parameter, file.toFile());
        fails(file + ": no such file");
        Files.createDirectory(file);
        fails(file + ": is a directory, not a file");
        Files.delete(file);
        Tools.run(folder, "mkfifo", file.toString());
        fails(file + ": not a regular file");
    }

    @Test
    void withAKeyMissingNamesIt() throws Exception {
        set("pubkeys", List.of(folder.resolve("none.gpg").toFile()));
        fails("none.gpg: no such file");
    }

    @Test
    void takesALineOfAnyLengthInModdepLst() throws Exception {
        Path list = folder.resolve("x86_64-xen/moddep.lst");
        String more = "longline:" + " ext2".repeat(2000) + "\n";
        Files.writeString(list, Files.readString(list) + more);
        assertThatCode(mojo::execute).doesNotThrowAnyException();
    }

    @Test
    void hasNoneOfTheOptionsThatTheCToolsRefuseOrThatBreakAnImage() {
        Set<String> properties = new TreeSet<>();
        for (Class<?> type = MkimageMojo.class; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                properties.add(field.getName());
            }
        }
        assertThat(properties)
                .contains("prefix", "memdisk", "disableCli")
                .doesNotContain(
                        "note", "sbat", "x509", "x509key", "appendedSignatureSize", "compression", "coreCompress");
    }

    @Test
    void withAnOutputThatCannotBeWrittenLeavesNothing() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("file"), "mine");
        set("output", inTheWay.resolve("image.bin").toFile());
        assertThatThrownBy(mojo::execute).hasMessageContaining(inTheWay.toString());
        assertThat(inTheWay).hasContent("mine");
        set("output", folder.resolve("x86_64-xen").toFile());
        fails("is a folder, where a file is to be written");
    }

    @Test
    void standaloneWithAnUnknownLocaleFontThemeOrCompressionNamesIt() throws Exception {
        set("layout", "standalone");
        set("compress", "lzma");
        fails("grub-xen.compress: 'lzma' is not offered");
        set("compress", "no");
        set("locales", List.of("tlh"));
        fails("locale tlh: is in none of");
        set("locales", List.of());
        set("fonts", List.of("none"));
        fails("font none: is in none of");
        set("fonts", List.of());
        set("themes", List.of("none"));
        fails("theme none: is in none of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fs.lst", "terminal.lst", "command.lst"})
    void standaloneWithoutAListNamesIt(String list) throws Exception {
        set("layout", "standalone");
        Files.delete(folder.resolve("x86_64-xen").resolve(list));
        fails(list + " is missing");
    }

    @Test
    void withFilesOverFourGibSaysSoAtOnce() throws Exception {
        File large = folder.resolve("large").toFile();
        try (RandomAccessFile file = new RandomAccessFile(large, "rw")) {
            file.setLength(FIVE_GIB);
        }
        set("memdisk", large);
        fails("large: larger than 1073741824 bytes");
        set("memdisk", null);
        set("layout", "standalone");
        set("files", List.of("a=" + large));
        fails("large: larger than 536870912 bytes");
    }

    @Test
    void withAZeroByteInTheConfigSaysWhere() throws Exception {
        Path config = Files.write(folder.resolve("early.cfg"), new byte[] {'e', 'c', 'h', 'o', 0, 'x'});
        set("config", config.toFile());
        fails("early.cfg at offset 4: a zero byte");
    }

    @Test
    void withWhatNothingOnXenReadsWarns() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        set("dtb", file.toFile());
        set("memdisk", file.toFile());
        set("disableShimLock", true);
        mojo.execute();
        assertThat(warnings)
                .hasSize(3)
                .anyMatch(line -> line.contains("nothing on Xen reads a device tree"))
                .anyMatch(line -> line.contains("there is no shim on Xen"))
                .anyMatch(line -> line.contains("cannot read its memdisk"));
    }

    private void fails(String message) throws IOException {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(message);
        assertThat(folder.resolve("image.bin")).doesNotExist();
    }

    private void set(String name, @Nullable Object value) throws ReflectiveOperationException {
        for (Class<?> type = MkimageMojo.class; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    field.set(mojo, value);
                    return;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}
