// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input on which grub-mkimage and grub-mkstandalone fail, hang or make a broken image, given to the goal mkimage. Source: "Image
 * format", section 10; rows that concern one class alone have their tests beside that class.
 */
class MkimageErrorsTest extends MkimageTestCase {
    @Test
    void withNothingWrongMakesTheImage() throws Exception {
        run();
        assertThat(directory.resolve("image.bin")).isNotEmptyFile();
        assertThat(goal.warnings()).isEmpty();
    }

    @Test
    void asASecondStageTellsItsReleaseToItsConfig() throws Exception {
        Path config = Files.writeString(directory.resolve("early.cfg"), "search -s root -f /boot/grub/grub.cfg\n");
        goal.set("secondStage", true).set("modules", "normal").set("config", "early.cfg");
        run();
        Image image = Image.read(Bytes.read(directory.resolve("image.bin"), Image.MAX_BYTES));
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
        fails("grub-xen.platform: 'i386-pc' is not a GRUB platform for Xen");
        goal.set("platform", null);
        fails("grub-xen.platform");
    }

    @Test
    void withoutATreeNamesTheProperty() {
        goal.set("directory", "none");
        fails("grub-xen.directory: there is no directory " + directory.resolve("none"));
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
        Files.delete(directory.resolve("x86_64-xen").resolve(name));
        fails(name.replace(".mod", ""));
        Files.createDirectory(directory.resolve("x86_64-xen").resolve(name));
        fails(name + ": is a directory, not a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memdisk", "config", "dtb", "pubkeys"})
    @Timeout(60)
    void withAnInputMissingOrADirectoryOrAFifoNamesIt(String property) throws IOException {
        Path file = directory.resolve("input");
        goal.set(property, "input");
        fails(file + ": no such file");
        Files.createDirectory(file);
        fails(file + ": is a directory, not a file");
        Files.delete(file);
        Tools.run(directory, "mkfifo", file.toString());
        fails(file + ": not a regular file");
    }

    @Test
    void withAnInputThatCannotBeReadNamesItAndTheReason() {
        goal.set("config", "/proc/self/mem");
        fails("/proc/self/mem: cannot be read (Input/output error)");
    }

    @Test
    void takesALineOfAnyLengthInModdepLst() throws Exception {
        Path list = directory.resolve("x86_64-xen/moddep.lst");
        String more = "longline:" + " ext2".repeat(2000) + "\n";
        run();
        byte[] former = Files.readAllBytes(directory.resolve("image.bin"));
        Files.writeString(list, Files.readString(list) + more);
        Files.delete(directory.resolve("image.bin"));
        run();
        assertThat(directory.resolve("image.bin")).hasBinaryContent(former);
    }

    @Test
    void withAReleaseThatIsNoneNamesItsFile() throws IOException {
        Path info = directory.resolve("x86_64-xen/modinfo.sh");
        Files.writeString(info, Files.readString(info).replaceAll("grub_version=.*", "grub_version=2"));
        fails("x86_64-xen/modinfo.sh: '2' is not a GRUB release");
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
        Path inTheWay = Files.writeString(directory.resolve("file"), "mine");
        goal.set("output", "file/image.bin");
        fails("file/image.bin: cannot be written (" + inTheWay + " is in the way)");
        assertThat(inTheWay).hasContent("mine");
        goal.set("output", "x86_64-xen");
        fails("is a directory, but a file is to be written there");
        goal.set("output", "/proc/image.bin");
        assertThatThrownBy(this::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("/proc/image.bin: cannot be written (no such file or directory)")
                .message()
                .doesNotContain(".lock");
    }

    @Test
    void withAnOutputThatIsNoFileLeavesItAlone() throws IOException {
        Path fifo = directory.resolve("fifo");
        Tools.run(directory, "mkfifo", fifo.toString());
        goal.set("output", "fifo");
        fails(fifo + ": is not a regular file, and writing would replace it with one");
        goal.set("output", "/dev/null");
        fails("/dev/null: is not a regular file");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void withAZeroByteInTheConfigSaysWhere() throws IOException {
        Files.write(directory.resolve("early.cfg"), new byte[] {'e', 'c', 'h', 'o', 0, 'x'});
        goal.set("config", "early.cfg");
        fails("early.cfg at offset 4: a zero byte");
    }

    @Test
    void withWhatNothingOnXenReadsWarns() throws Exception {
        Files.writeString(directory.resolve("file"), "x");
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
        Files.writeString(directory.resolve("file"), "x");
        goal.set("memdisk", "file").set("modules", "memdisk," + module);
        run();
        assertThat(goal.warnings()).isEmpty();
    }
}
