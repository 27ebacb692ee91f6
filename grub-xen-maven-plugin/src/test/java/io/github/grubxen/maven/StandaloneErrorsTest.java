// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.Printable;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link MkimageErrorsTest}, for images in the layout standalone and the sizes of inputs. */
class StandaloneErrorsTest extends MkimageTestCase {
    private static final long FIVE_GIB = 5L << 30;

    @Test
    void standaloneWithAnUnknownLocaleFontThemeOrCompressionNamesIt() {
        standalone();
        goal.set("compress", "lzma");
        fails("grub-xen.compress: 'lzma' is not a compression of GRUB's files");
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
        Files.delete(directory.resolve("x86_64-xen").resolve(list));
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
                "files; boot/grub/grub.cfg=; nothing after the '='",
                "files; =file; no name for the file in the image",
                "files; boot/=file; no name for the file in the image",
                "files; a=empty; an empty directory",
                "files; a=none; none: no such file",
                "files; a=file,./a=file; a '.' in the path in the image",
                "files; a=file,a=file; has a file of that name already",
                "files; a=file,a/b=file; it lies below 'a', a file of the memdisk",
                "files; a/b=file,a=file; has files below that name already",
                "files; boot=file; has files below that name already",
                "files; boot/grub/grub.cfg=\ufffd; its name is not UTF-8",
                "installModules; ls,; entry 2 of 2 is empty",
                "installModules; none,ls; module 'none' is missing",
                "locales; de,; entry 2 of 2 is empty"
            })
    void standaloneWithWhatCannotBeMeantSaysSo(String property, String value, String message) throws IOException {
        standalone();
        Files.writeString(directory.resolve("file"), "x");
        Files.createDirectory(directory.resolve("empty"));
        if (value.contains("\ufffd")) {
            Files.createDirectory(directory.resolve("odd"));
            Tools.run(directory.resolve("odd"), "sh", "-c", "echo > \"$(printf '\\377')\"");
            goal.set(property, "odd");
        } else {
            goal.set(property, value);
        }
        fails(message);
    }

    /** As a name that somebody pastes, or a hostile directory has. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u001b[2Jb", "a\u009b2Jb", "a\nb", "a\rb", "a\u007fb", "sub/a\u0085b", "a\0b"})
    void standaloneWithAControlCharacterInANameNamesIt(String name) throws Exception {
        standalone();
        Files.writeString(directory.resolve("file"), "x");
        goal.set("files", name + "=file");
        int control = name.chars().filter(Character::isISOControl).findFirst().orElseThrow();
        String message = String.format("its name contains the control character U+%04X. Rename the file", control);
        fails("grub-xen.files, '" + Printable.line(name) + "=" + directory.resolve("file") + "': " + message);
        if (control > 0) {
            Path odd = Files.createDirectories(directory.resolve("odd"));
            String escaped = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            String octal =
                    escaped.chars().mapToObj(c -> String.format("\\%03o", c)).collect(Collectors.joining());
            Tools.run(odd, "sh", "-c", "mkdir -p sub; printf x > \"$(printf '" + octal + "x')\"");
            goal.set("files", "odd");
            fails(name.chars().allMatch(c -> c < 0x80) ? message : "odd");
        }
    }

    /** A memdisk can hold what no disk can: inspect says so when it comes to unpacking. */
    @Test
    void standaloneTakesANameThatIsLongerThanAnyDisksAndNoneThatLeavesTheMemdisk() throws Exception {
        standalone();
        Files.writeString(directory.resolve("file"), "x");
        goal.set("files", "n".repeat(300) + "=file");
        run();
        Files.delete(directory.resolve("image.bin"));
        for (String name : List.of("..", "../x", "a/../b", "/../x")) {
            goal.set("files", name + "=file");
            fails("is not a path inside an archive. Use a relative path without '..'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "image,files,a=b",
        "image,followLinks,true",
        "image,installModules,ls",
        "image,locales,de",
        "image,localeDirectory,locale",
        "image,fonts,unicode",
        "image,themes,site",
        "image,dataDirectory,data",
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
        AbstractGrubXenMojo greedy = new AbstractGrubXenMojo() {
            @Override
            boolean skipGoal() {
                return false;
            }

            @Override
            void make() {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        assertThatThrownBy(greedy::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("(Java heap space)")
                .hasMessageContaining("MAVEN_OPTS=-Xmx4g");
    }
}
