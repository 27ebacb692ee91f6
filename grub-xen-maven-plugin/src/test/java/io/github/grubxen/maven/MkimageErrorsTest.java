// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Folders;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input on which grub-mkimage and grub-mkstandalone fail, hang or make a broken image, given to the goal mkimage. Source: "Image
 * format", section 10; rows that concern one class alone have their tests beside that class.
 */
class MkimageErrorsTest {
    private static final long FIVE_GIB = 5L << 30;

    @TempDir
    Path folder;

    private Goal goal = new Goal(Path.of(""));

    @BeforeEach
    void asAUserWould() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("x86_64-xen"));
        for (Path file : Folders.list(GrubRelease.MACHINE.grubFolder().resolve("x86_64-xen"))) {
            Files.copy(file, tree.resolve(file.getFileName()));
        }
        goal = new Goal(folder)
                .set("platform", "x86_64-xen")
                .set("directory", tree)
                .set("prefix", "/boot/grub")
                .set("output", "image.bin");
    }

    @Test
    void withNothingWrongMakesTheImage() throws Exception {
        run();
        assertThat(folder.resolve("image.bin")).isNotEmptyFile();
        assertThat(goal.warnings()).isEmpty();
    }

    @Test
    void asASecondStageTellsItsReleaseToItsConfig() throws Exception {
        Path config = Files.writeString(folder.resolve("early.cfg"), "search -s root -f /boot/grub/grub.cfg\n");
        goal.set("secondStage", true).set("modules", "normal").set("config", "early.cfg");
        run();
        Image image = Image.read(Bytes.read(folder.resolve("image.bin"), Image.LIMIT));
        assertThat(image.content(ObjectType.CONFIG).orElseThrow().utf8())
                .isEqualTo("insmod normal\nset second_stage=2.06\nexport second_stage\n" + Files.readString(config));
    }

    @Test
    void withoutPlatformOrPrefixOrOutputNamesTheProperty() {
        goal.set("output", null);
        fails("grub-xen.output: no file to write");
        goal.set("output", "image.bin").set("prefix", null);
        fails("grub-xen.prefix: no prefix");
        goal.set("platform", "i386-pc");
        fails("grub-xen.platform: 'i386-pc' is no GRUB platform for Xen");
        goal.set("platform", null);
        fails("grub-xen.platform");
    }

    @Test
    void withoutATreeNamesTheProperty() {
        goal.set("directory", "none");
        fails("grub-xen.directory: no folder " + folder.resolve("none"));
        goal.set("directory", null).set("platform", "i386-xen");
        assertThatThrownBy(this::run)
                .message()
                .satisfiesAnyOf(
                        message -> assertThat(message).contains("Set -Dgrub-xen.directory"),
                        message -> assertThat(message).contains("/usr/lib/grub/i386-xen"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"moddep.lst", "kernel.img", "modinfo.sh", "normal.mod"})
    void withAFileOfTheTreeMissingOrADirectoryNamesIt(String name) throws IOException {
        goal.set("modules", "normal");
        Files.delete(folder.resolve("x86_64-xen").resolve(name));
        fails(name.replace(".mod", ""));
        Files.createDirectory(folder.resolve("x86_64-xen").resolve(name));
        fails(name + ": is a directory, not a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memdisk", "config", "dtb", "pubkeys"})
    @Timeout(60)
    void withAnInputMissingOrADirectoryOrAFifoNamesIt(String property) throws IOException {
        Path file = folder.resolve("input");
        goal.set(property, "input");
        fails(file + ": no such file");
        Files.createDirectory(file);
        fails(file + ": is a directory, not a file");
        Files.delete(file);
        Tools.run(folder, "mkfifo", file.toString());
        fails(file + ": not a regular file");
    }

    @Test
    void withAnInputThatCannotBeReadNamesItAndTheReason() {
        goal.set("config", "/proc/self/mem");
        fails("/proc/self/mem: cannot be read (Input/output error)");
    }

    @Test
    void takesALineOfAnyLengthInModdepLst() throws Exception {
        Path list = folder.resolve("x86_64-xen/moddep.lst");
        String more = "longline:" + " ext2".repeat(2000) + "\n";
        run();
        byte[] former = Files.readAllBytes(folder.resolve("image.bin"));
        Files.writeString(list, Files.readString(list) + more);
        Files.delete(folder.resolve("image.bin"));
        run();
        assertThat(folder.resolve("image.bin")).hasBinaryContent(former);
    }

    @Test
    void withAReleaseThatIsNoneNamesItsFile() throws IOException {
        Path info = folder.resolve("x86_64-xen/modinfo.sh");
        Files.writeString(info, Files.readString(info).replaceAll("grub_version=.*", "grub_version=2"));
        fails("x86_64-xen/modinfo.sh: '2' is no GRUB release");
    }

    @Test
    void hasNoneOfTheOptionsThatTheCToolsRefuseOrThatBreakAnImage() throws Exception {
        MojoDescriptor mkimage = Goal.descriptor().getMojo("mkimage");
        TreeSet<String> properties = new TreeSet<>();
        for (Parameter parameter : mkimage.getParameters()) {
            properties.add(
                    mkimage.getMojoConfiguration().getChild(parameter.getName()).getValue(""));
        }
        properties.removeIf(property -> !property.startsWith("${grub-xen."));
        assertThat(properties.stream().map(name -> name.substring(11, name.length() - 1)))
                .containsExactly(
                        "compress",
                        "config",
                        "dataDirectory",
                        "directory",
                        "disableCli",
                        "disableShimLock",
                        "dtb",
                        "files",
                        "followLinks",
                        "fonts",
                        "foreignModules",
                        "installModules",
                        "layout",
                        "localeDirectory",
                        "locales",
                        "memdisk",
                        "modules",
                        "output",
                        "platform",
                        "prefix",
                        "pubkeys",
                        "secondStage",
                        "skip",
                        "themes",
                        "time");
        for (String option : List.of("note", "sbat", "x509key", "coreCompress", "mdules")) {
            goal.set(option, "x");
            run();
            assertThat(goal.warnings())
                    .last()
                    .asString()
                    .startsWith("grub-xen." + option + " is a property of no goal");
            goal.set(option, null);
        }
    }

    @Test
    void withAPropertyOfALintRuleWarnsOnlyOfOneThatThereIsNot() throws Exception {
        goal.set("lint.no-timeout", "off").set("lint.skip", "true");
        run();
        assertThat(goal.warnings()).isEmpty();
        goal.set("lint.no-timeuot", "off");
        run();
        assertThat(goal.warnings())
                .singleElement()
                .asString()
                .startsWith("grub-xen.lint.no-timeuot is a property of no goal");
    }

    @Test
    void withASwitchThatIsNeitherTrueNorFalseNamesIt() {
        goal.set("disableShimLock", "yes");
        fails("grub-xen.disableShimLock: 'yes' is neither true nor false");
    }

    @Test
    void withAnOutputThatCannotBeWrittenLeavesNothing() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "mine");
        goal.set("output", "file/image.bin");
        fails("file/image.bin: cannot be written (" + inTheWay + " is in the way)");
        assertThat(inTheWay).hasContent("mine");
        goal.set("output", "x86_64-xen");
        fails("is a folder, where a file is to be written");
        goal.set("output", "/proc/image.bin");
        assertThatThrownBy(this::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("/proc/image.bin: cannot be written (no such file or folder)")
                .message()
                .doesNotContain(".lock");
    }

    @Test
    void withAnOutputThatIsNoFileLeavesItAlone() throws IOException {
        Path fifo = folder.resolve("fifo");
        Tools.run(folder, "mkfifo", fifo.toString());
        goal.set("output", "fifo");
        fails(fifo + ": is no regular file, and would become one");
        goal.set("output", "/dev/null");
        fails("/dev/null: is no regular file");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void standaloneWithAnUnknownLocaleFontThemeOrCompressionNamesIt() {
        standalone();
        goal.set("compress", "lzma");
        fails("grub-xen.compress: 'lzma' is not offered");
        goal.set("compress", null).set("locales", "tlh");
        fails("locale tlh: is in none of");
        goal.set("locales", null).set("fonts", "none");
        fails("font none: is in none of");
        goal.set("fonts", null).set("themes", "none");
        fails("theme none: is in none of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fs.lst", "terminal.lst", "command.lst"})
    void standaloneWithoutAListNamesIt(String list) throws IOException {
        standalone();
        Files.delete(folder.resolve("x86_64-xen").resolve(list));
        fails(list + " is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "modules; normal,; grub-xen.modules: entry 2 of 2 is empty",
                "modules; normal,,ext2; grub-xen.modules: entry 2 of 3 is empty",
                "pubkeys; one.key,; grub-xen.pubkeys: entry 2 of 2 is empty"
            })
    void withAnEmptyEntryOfAListNamesTheList(String property, String value, String message) {
        goal.set(property, value);
        fails(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "files; a=file,,b=file; entry 2 of 3 is empty",
                "files; boot/grub/grub.cfg=; nothing behind the '='",
                "files; =file; no name for the file in the image",
                "files; boot/=file; no name for the file in the image",
                "files; a=empty; an empty folder",
                "files; a=none; none: no such file",
                "files; a=file,./a=file; a '.' in the path in the image",
                "files; a=file,a=file; has a file of that name already",
                "files; a=file,a/b=file; it lies below 'a', a file of the memdisk",
                "files; a/b=file,a=file; has files below that name already",
                "files; boot=file; has files below that name already",
                "files; boot/grub/grub.cfg=\ufffd; that is no UTF-8",
                "installModules; ls,; entry 2 of 2 is empty",
                "installModules; none,ls; module 'none' is missing",
                "locales; de,; entry 2 of 2 is empty"
            })
    void standaloneWithWhatCannotBeMeantSaysSo(String property, String value, String message) throws IOException {
        standalone();
        Files.writeString(folder.resolve("file"), "x");
        Files.createDirectory(folder.resolve("empty"));
        if (value.contains("\ufffd")) {
            Files.createDirectory(folder.resolve("odd"));
            Tools.run(folder.resolve("odd"), "sh", "-c", "echo > \"$(printf '\\377')\"");
            goal.set(property, "odd");
        } else {
            goal.set(property, value);
        }
        fails(message);
    }

    @ParameterizedTest
    @CsvSource({
        "image,files,a=b",
        "image,installModules,ls",
        "image,locales,de",
        "image,compress,xz",
        "image,time,7",
        "standalone,config,early.cfg",
        "standalone,memdisk,disk",
        "standalone,prefix,/boot/grub"
    })
    void withAnOptionOfTheOtherLayoutNamesIt(String layout, String property, String value) {
        goal.set("layout", layout).set("prefix", layout.equals("image") ? "/boot/grub" : null);
        goal.set(property, value);
        fails("grub-xen." + property + ": without effect in layout " + layout);
    }

    @Test
    void withFilesOverFourGibSaysSoAtOnce() throws IOException {
        sparse("large", FIVE_GIB);
        goal.set("memdisk", "large");
        fails("large: larger than 1073741824 bytes");
        standalone();
        goal.set("memdisk", null).set("files", "a=large");
        fails("an image has 1073741824 at most");
    }

    @Test
    void withFilesThatAreTooLargeTogetherReadsNone() throws IOException {
        sparse("large", 400 << 20);
        standalone();
        goal.set("files", "a=large,b=large,c=large");
        fails("the files have 1258291200 bytes, and an image has 1073741824 at most");
    }

    @Test
    void withTooLittleMemorySaysHowToGiveMore() {
        AbstractGrubXenMojo greedy = new AbstractCommandLineMojo() {
            @Override
            void run() {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        assertThatThrownBy(greedy::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("(Java heap space)")
                .hasMessageContaining("MAVEN_OPTS=-Xmx4g");
    }

    @Test
    void withAZeroByteInTheConfigSaysWhere() throws IOException {
        Files.write(folder.resolve("early.cfg"), new byte[] {'e', 'c', 'h', 'o', 0, 'x'});
        goal.set("config", "early.cfg");
        fails("early.cfg at offset 4: a zero byte");
    }

    @Test
    void withWhatNothingOnXenReadsWarns() throws Exception {
        Files.writeString(folder.resolve("file"), "x");
        goal.set("dtb", "file").set("memdisk", "file").set("disableShimLock", true);
        run();
        assertThat(goal.warnings())
                .hasSize(3)
                .anyMatch(line -> line.contains("nothing on Xen reads a device tree"))
                .anyMatch(line -> line.contains("there is no shim on Xen"))
                .anyMatch(line -> line.contains("cannot read its memdisk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "xfs", "minix", "btrfs", "squash4", "exfat", "f2fs", "ufs2", "hfsplus"})
    void withAnyFileSystemOfTheTreeIsTrustedToReadItsMemdisk(String module) throws Exception {
        Files.writeString(folder.resolve("file"), "x");
        goal.set("memdisk", "file").set("modules", "memdisk," + module);
        run();
        assertThat(goal.warnings()).isEmpty();
    }

    private void standalone() {
        goal.set("layout", "standalone").set("prefix", null);
    }

    private void sparse(String name, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.setLength(size);
        }
    }

    private void run() throws Exception {
        goal.run("mkimage", new MkimageMojo());
    }

    private void fails(String message) {
        assertThatThrownBy(this::run).isInstanceOf(MojoFailureException.class).hasMessageContaining(message);
        assertThat(folder.resolve("image.bin")).doesNotExist();
    }
}
