// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.deb.DebWriter;
import io.github.grubxen.deb.PackageCompression;
import io.github.grubxen.deb.PackageContents;
import io.github.grubxen.deb.PackageEntry;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package beside the one that its recipe gives a second time. */
class SecondPackagesTest {
    private static final long TIME = 1_700_000_000;

    @TempDir
    Path directory;

    @Test
    void areTheSame() throws IOException {
        Path deb = DebWriter.write(recipe("admin", "GPL", 0644), directory);
        assertThat(find(recipe("admin", "GPL", 0644), deb)).isEmpty();
        assertThat(directory.resolve("again")).doesNotExist();
    }

    @Test
    void areTheSameButForASignature() throws IOException {
        Tools.require("ar");
        Path deb = DebWriter.write(recipe("admin", "GPL", 0644), directory);
        Files.writeString(directory.resolve("_gpgorigin"), "signed");
        Tools.run(directory, "ar", "q", deb.toString(), "_gpgorigin");
        assertThat(find(recipe("admin", "GPL", 0644), deb)).noneMatch(line -> line.contains(" [second-build]. "));
    }

    @Test
    void nameWhatWasChangedWithSumsMadeAnew() throws IOException {
        Path deb = DebWriter.write(recipe("misc", "another", 0644), directory);
        assertThat(find(recipe("admin", "GPL", 0644), deb))
                .hasSize(3)
                .allMatch(line -> line.contains(" [second-build]. "))
                .anyMatch(line -> line.contains(": control.tar: control: not what a second build"))
                .anyMatch(line -> line.contains(": control.tar: md5sums: "))
                .anyMatch(line -> line.contains(": /usr/share/doc/site/copyright: "));

        Path otherMode = DebWriter.write(recipe("admin", "GPL", 0600), directory);
        assertThat(find(recipe("admin", "GPL", 0644), otherMode))
                .anyMatch(line -> line.contains(": /usr/share/doc/site/copyright: not what a second build"));
    }

    @Test
    void nameTheArchiveWhereOnlyItsCompressionIsAnother() throws IOException {
        Path deb = DebWriter.write(recipe("admin", "GPL", 0644), directory);
        PackageCompression other =
                new PackageCompression(PackageCompression.Type.XZ, OptionalInt.of(1), OptionalInt.empty(), 1);
        PackageRecipe made = recipe("admin", "GPL".repeat(100_000), 0644);
        PackageRecipe small =
                new PackageRecipe(made.control(), made.contents(), made.controlFiles(), other, made.time());
        assertThat(find(made, DebWriter.write(small, directory)))
                .allMatch(line -> line.contains("data.tar.xz: not what") || line.contains("control.tar.xz: not what"))
                .isNotEmpty();
        assertThat(deb).exists();
    }

    @Test
    void thatNoRecipeIsOfAreNamed() throws IOException {
        Path deb = DebWriter.write(recipe("admin", "GPL", 0644), directory);
        SecondPackages second = new SecondPackages(List.of(), directory.resolve("again"));
        assertThat(new Verification(TIME, Optional.empty(), Optional.of(second)).of(List.of(deb)))
                .isEmpty();
        assertThat(second.unknown()).containsExactly("site_1_all.deb");
    }

    private List<String> find(PackageRecipe recipe, Path deb) throws IOException {
        SecondPackages second = new SecondPackages(List.of(recipe), directory.resolve("again"));
        return new Verification(TIME, Optional.empty(), Optional.of(second))
                .of(List.of(deb)).stream().map(Diagnostic::line).toList();
    }

    private static PackageRecipe recipe(String section, String copyright, int mode) throws BadInput {
        Bytes text = Bytes.of("copyright", copyright.getBytes(StandardCharsets.UTF_8));
        ControlParagraph control = ControlParagraph.of(
                "Package", "site",
                "Version", "1",
                "Architecture", "all",
                "Maintainer", "A Packager <packager@example.org>",
                "Section", section,
                "Description", "images");
        return PackageRecipe.of(
                "<package>",
                control,
                new PackageContents(List.of(new PackageEntry.RegularFile(
                        "usr/share/doc/site/copyright", mode, PackageEntry.Content.of(text)))),
                new TreeMap<>(),
                PackageCompression.DEFAULT,
                TIME);
    }
}
