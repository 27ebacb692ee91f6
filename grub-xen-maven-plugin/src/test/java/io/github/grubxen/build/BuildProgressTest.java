// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildProgressTest {
    @TempDir
    Path directory;

    @BeforeEach
    void writeMakefile() throws IOException {
        Files.writeString(Files.createDirectory(directory.resolve("grub-core")).resolve("Makefile"), """
                .PHONY: all Makefile
                all: one.mod two.mod
                %.mod: %.module
                \t@echo link; (cat $< >$@; echo $@)
                %.module: %.o kern.o
                \tcat $^ >$@ && rm -f $@.tmp
                %.o:
                \tcc -c -o $@ $*.c; touch $@
                """);
    }

    @Test
    void countsWhatMakeWillMakeBeforeItDoes() throws IOException {
        Tools.require("make", "sh");
        BuildProgress.Counts total = BuildProgress.Counts.of(Tools.run(directory, "sh", "-c", BuildProgress.NAMES));
        assertThat(total).isEqualTo(new BuildProgress.Counts(3, 2));
        assertThat(Directories.list(directory.resolve("grub-core"))).hasSize(1);
    }

    @Test
    void saysHowMuchOfTheTotalIsDone() throws IOException {
        Files.writeString(directory.resolve("grub-core/kern.o"), "");
        assertThat(line(new BuildProgress.Counts(3, 2))).isEqualTo("1 of 3 files compiled, 0 of 2 modules linked");
    }

    @Test
    void saysNoTotalThatIsNotKnown() throws IOException {
        Files.writeString(directory.resolve("grub-core/kern.o"), "");
        assertThat(line(BuildProgress.Counts.of(""))).isEqualTo("1 files compiled, 0 modules linked");
    }

    private String line(BuildProgress.Counts total) throws IOException {
        return new BuildProgress(directory, total).line();
    }
}
