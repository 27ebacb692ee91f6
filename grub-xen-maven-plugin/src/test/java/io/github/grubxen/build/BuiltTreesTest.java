// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.GrubCompilation;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.TarWriter.Entry;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a build and what is kept of it, with a source and programs that do next to nothing. */
class BuiltTreesTest {
    private static final Set<Platform> BOTH = EnumSet.of(Platform.I386_XEN, Platform.I386_XEN_PVH);
    private static final String PATCH = "--- a/code.c\n+++ b/code.c\n@@ -1 +1 @@\n-one\n+patched\n";

    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();
    private String plugin = "plugin 1";
    private Path tarball = Path.of("none");
    private StubEnvironment environment = new StubEnvironment(Path.of("none"), "none");

    @BeforeEach
    void writeSource() throws IOException {
        environment = StubEnvironment.in(directory.resolve("programs"));
        tarball = directory.resolve("grub-9.tar");
        write(
                "printf '%s\\n' \"$@\" \"$TARGET_LDFLAGS\" \"$PWD\" > config.h; mkdir -p grub-core; echo two > grub-core/two.txt");
    }

    @Test
    void eachPlatformIsConfiguredInADirectoryOfItsOwnByARelativePath() throws IOException {
        build(recipe(), BOTH);
        assertThat(Files.readAllLines(directory.resolve("out/i386-xen_pvh/config.h")))
                .containsSubsequence(
                        "CC=gcc", "TARGET_CC=gcc", "--with-platform=xen_pvh", "--target=i386", "--with-x", "-no-pie")
                .last()
                .asString()
                .endsWith("/source/obj/i386-xen_pvh");
        assertThat(directory.resolve("out/i386-xen/one.mod")).hasContent("one");
        assertThat(directory.resolve("out/i386-xen/syminfo.lst")).doesNotExist();
        assertThat(told)
                .containsSubsequence(
                        "Building GRUB from tarball grub-9.tar with the programs of stubs", "i386-xen: compiling");
        assertThat(told).noneMatch(line -> line.startsWith("Generating configure"));
    }

    @Test
    void aPatchedSourceGetsANewConfigure() throws IOException {
        Tools.require("patch");
        GrubOrigin origin = build(recipe(patch(PATCH)), EnumSet.of(Platform.I386_XEN));
        assertThat(directory.resolve("out/i386-xen/one.mod")).hasContent("patched");
        GrubCompilation compilation = origin.compilation().orElseThrow();
        assertThat(compilation.compiler()).isEqualTo("gcc of stubs");
        assertThat(compilation.files()).containsExactly(GrubCompilation.Input.of(tarball));
        assertThat(compilation.patches()).containsExactly(GrubCompilation.Input.of(directory.resolve("fix.patch")));
        assertThat(told).contains("Applying 1 patch", "Generating configure and the Makefiles");
    }

    @Test
    void aSecondBuildDoesNothingAndAnotherPatchCompilerOrPluginBuildsAgain() throws IOException {
        Tools.require("patch");
        build(recipe(), BOTH);
        told.clear();
        build(recipe(), BOTH);
        assertThat(told)
                .containsExactly(
                        "i386-xen: built before, taken from the cache",
                        "i386-xen_pvh: built before, taken from the cache");
        told.clear();
        build(recipe(patch(PATCH)), BOTH);
        assertThat(told).contains("i386-xen: compiling");
        told.clear();
        environment = new StubEnvironment(environment.programs(), "stub 2");
        build(recipe(), BOTH);
        assertThat(told).contains("i386-xen: compiling");
        told.clear();
        plugin = "plugin 2";
        build(recipe(), BOTH);
        assertThat(told).contains("i386-xen: compiling");
    }

    @Test
    void aSuffixIsPartOfTheModulesVersionButNotOfTheSources() throws IOException {
        write("PACKAGE_VERSION='2.99'\nmkdir -p grub-core; echo > grub-core/two.txt; printf '%s\\n' \"$@\" > config.h\n"
                + "for each; do case $each in PACKAGE_VERSION=*) echo ${each#*=} > grub-core/version;; esac; done");
        BuildRecipe recipe = new BuildRecipe(new TarballSource(tarball), List.of(), List.of(), Map.of(), "+site1");
        GrubOrigin origin = build(recipe, EnumSet.of(Platform.I386_XEN));
        assertThat(directory.resolve("out/i386-xen/config.h"))
                .content()
                .contains("PACKAGE_VERSION=2.99+site1\nPACKAGE_STRING=GRUB 2.99+site1\n");
        assertThat(origin.version()).isEqualTo("2.99");
        assertThat(origin.modulesVersion()).isEqualTo("2.99+site1");
        told.clear();
        build(recipe(), EnumSet.of(Platform.I386_XEN));
        assertThat(told).as("the build without a suffix").contains("i386-xen: compiling");
    }

    @Test
    void onlyThePlatformsThatAreMissingAreBuilt() throws IOException {
        build(recipe(), EnumSet.of(Platform.I386_XEN));
        told.clear();
        build(recipe(), BOTH);
        assertThat(told).contains("i386-xen_pvh: compiling").doesNotContain("i386-xen: compiling");
    }

    @Test
    void aTreeThatIsDamagedAtItsSizeIsBuiltAgain() throws IOException {
        build(recipe(), EnumSet.of(Platform.I386_XEN));
        for (Path kept : Directories.list(directory.resolve("cache/build"))) {
            if (Files.isDirectory(kept)) {
                Files.writeString(kept.resolve("one.mod"), "One");
            }
        }
        build(recipe(), EnumSet.of(Platform.I386_XEN));
        assertThat(directory.resolve("out/i386-xen/one.mod")).hasContent("one");
        assertThat(told).anyMatch(line -> line.endsWith("is incomplete: making it again"));
    }

    @Test
    void aPatchThatDoesNotApplyIsNamed() throws IOException {
        Tools.require("patch");
        Patch wrong = patch(PATCH.replace("-one", "-other"));
        assertThatThrownBy(() -> build(recipe(wrong), BOTH))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("the step patches of GRUB's build failed")
                .hasMessageContaining("does not apply: 0001-fix.patch");
    }

    @Test
    void aFailedStepShowsTheLastLinesAndKeepsTheWholeLog() throws IOException {
        write("i=0; while [ $i -lt 100 ]; do i=$((i + 1)); echo \"line $i\"; done; echo 'no curses'; exit 77");
        assertThatThrownBy(() -> build(recipe(), EnumSet.of(Platform.X86_64_XEN)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "tarball grub-9.tar: the step configure-x86_64-xen of GRUB's build failed with status 77")
                .hasMessageContaining("line 100\nno curses\n")
                .hasMessageNotContaining("line 70\n");
        assertThat(directory.resolve("logs/configure-x86_64-xen.log")).content().contains("line 1\n");
        assertThat(directory.resolve("out")).isEmptyDirectory();
    }

    @Test
    void missingProgramsAreNamedWithTheirPackagesBeforeAnythingIsDone() throws IOException {
        Files.delete(environment.programs().resolve("flex"));
        Files.delete(environment.programs().resolve("autopoint"));
        assertThatThrownBy(() -> build(recipe(), BOTH))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("missing: the program flex, the program autopoint. Install flex, autopoint");
        assertThat(told).noneMatch(line -> line.contains("configuring"));
    }

    @Test
    void aCheckoutWithoutGnulibIsRefusedBeforeAnythingIsCompiled() throws IOException {
        Path checkout = Files.createDirectories(directory.resolve("checkout"));
        Files.writeString(checkout.resolve("configure.ac"), "");
        BuildRecipe recipe = new BuildRecipe(new CheckoutSource(checkout), List.of(), List.of(), Map.of());
        assertThatThrownBy(() -> build(recipe, BOTH))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Gnulib is missing")
                .hasMessageContaining("./bootstrap");
    }

    @Test
    void aDirectoryIsCopiedAndNotBuiltIn() throws IOException {
        Path checkout = directory.resolve("checkout");
        new SourceArchive(tarball).unpack(checkout);
        Files.writeString(checkout.resolve("configure.ac"), "");
        BuildRecipe recipe = new BuildRecipe(new CheckoutSource(checkout), List.of(), List.of(), Map.of());
        build(recipe, EnumSet.of(Platform.I386_XEN));
        assertThat(checkout.resolve("obj")).doesNotExist();
        told.clear();
        Files.writeString(checkout.resolve("code.c"), "two\n");
        build(recipe, EnumSet.of(Platform.I386_XEN));
        assertThat(directory.resolve("out/i386-xen/one.mod")).hasContent("two");
    }

    private void write(String configure) throws IOException {
        Files.write(
                tarball,
                TarWriter.write(List.of(
                        Entry.file("grub-9/configure", "#!/bin/sh\n" + configure + "\n")
                                .mode(0755),
                        Entry.file("grub-9/autogen.sh", "touch generated\n"),
                        Entry.file("grub-9/code.c", "one\n"),
                        Entry.file("grub-9/grub-core/lib/gnulib/stdlib.in.h", ""),
                        Entry.file("grub-9/grub-core/lib/minilzo/minilzo.c", ""))));
    }

    private BuildRecipe recipe(Patch... patches) {
        return new BuildRecipe(new TarballSource(tarball), List.of(patches), List.of("--with-x"), Map.of());
    }

    private Patch patch(String text) throws IOException {
        return Patch.of(Files.writeString(directory.resolve("fix.patch"), text));
    }

    private GrubOrigin build(BuildRecipe recipe, Set<Platform> platforms) throws IOException {
        Directories.delete(directory.resolve("out"));
        Path out = Files.createDirectories(directory.resolve("out"));
        GrubBuild build = new GrubBuild(recipe, environment, directory.resolve("logs"), new RecordingLog(told));
        return new BuiltTrees(build, plugin, directory.resolve("cache")).copyTo(out, platforms);
    }
}
