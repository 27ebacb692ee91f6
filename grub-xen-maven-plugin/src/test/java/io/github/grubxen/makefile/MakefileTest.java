// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of Makefiles, compared with those that the real make prints. */
class MakefileTest {
    @TempDir
    Path directory;

    @BeforeEach
    void files() throws IOException {
        for (String name : List.of("web.cfg", "db.cfg", "conf/site.cfg", "d/x.cfg")) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all: a b\na b:\n\tshow $@\n",
                "NAMES = web db\nall: $(NAMES:%=%.bin)\n%.bin: %.cfg\n\tshow -o $@ $< $* $^\n",
                "CFGS := $(wildcard *.cfg)\nall: $(patsubst %.cfg,out/%.bin,$(CFGS))\nout/%.bin: %.cfg\n\tshow $@ $(@D) $(@F) $(<F)\n",
                "P = x86_64-xen i386-xen_pvh\nall: $(foreach p,$(P),$(foreach n,web db,$n-$p.bin))\n"
                        + "%-x86_64-xen.bin: %.cfg\n\tshow 64 $@ $<\n%-i386-xen_pvh.bin: %.cfg\n\tshow pvh $@ $<\n",
                "all: x.bin y.bin\nx.bin y.bin: %.bin: %.in\n\tshow $@ $< $*\n%.in:\n\tshow in $@\n",
                "A = $(B)c\nB := b\nC ?= d\nC ?= e\nA += f\nall:\n\tshow $(A) ${B} $C $(D) $$ end\n",
                "all:\n\t@show 'a b' \"c $(CURDIR)\" | cat\n\t-show d; \\\n\t  show e\n",
                "all:\n\tfor f in *.cfg; do show $$f $${f%.cfg}; done\n",
                "V = 1\nifeq ($(V),1)\nX = yes\nelse\nX = no\nendif\nifdef NO\nX += no\nelse ifneq \"$(V)\" '2'\nX += else\nendif\nall: ; show $(X)\n",
                "all: a\na: Y = own\na: b\n\tshow $(Y)\nb:\n\tshow inherited $(Y)\nY = outer\n",
                "all:\n\tshow $(subst a,b,banana) $(strip  x  y ) $(findstring a,cat) $(filter %.c,a.c b.o) $(filter-out %.c,a.c b.o)\n"
                        + "\tshow $(sort b a b) $(word 2,x y z) $(words x y z) $(wordlist 2,3,a b c d) $(firstword p q) $(lastword p q)\n"
                        + "\tshow $(dir a/b c) $(notdir a/b c) $(suffix a.x b/c.y d) $(basename a.x b/c.y d) $(addsuffix .o,a b) $(addprefix p/,a b)\n"
                        + "\tshow $(join a b,1 2 3) $(if x,then,else) $(if ,then,else) $(or ,b,c) $(and a,,c) $(abspath x)\n",
                "f = show $(1)-$(2)\nall:\n\t$(call f,a,b)\n\t$(call f, c ,d e)\n",
                "all: b.bin\n.cfg.bin:\n\tshow $@ $<\nb.cfg:\n\tshow make $@\n.SUFFIXES: .cfg .bin\n",
                "all: d/x.bin\n%.bin: %.cfg | dir\n\tshow $@ $< $* $|\ndir:\n\tshow mkdir\n",
                "# comment\nLIST = a \\\n  b \\\n  c # more\nall: # x\n\tshow $(LIST) # kept by the shell\n\n.PHONY: all\n",
                ".DEFAULT_GOAL = second\nfirst:\n\tshow 1\nsecond: ; show 2\n",
                "export X = 1\noverride Y = 2\nall::\n\tshow $(X) $(Y)\n",
                "EMPTY :=\nall: $(EMPTY)\n\tshow $(MISSING:.a=.b) $(patsubst a,b,a aa)\n",
                "all: conf/site.bin\nconf/%.bin: conf/%.cfg\n\tshow $(basename $(notdir $@)) $(@:.bin=.elf)\n"
            })
    void areThoseOfMake(String makefile) throws IOException {
        Tools.require("make", "sh");
        Files.writeString(
                directory.resolve("show"), "#!/bin/sh\nfor w do printf '[%s]' \"$w\"; done >>shown; echo >>shown\n");
        directory.resolve("show").toFile().setExecutable(true);
        Files.writeString(directory.resolve("Makefile"), makefile);
        Tools.run(directory, Map.of("PATH", directory + ":" + System.getenv("PATH"), "LC_ALL", "C"), "make", "-B");
        List<String> read = new ArrayList<>();
        for (Command command : run(makefile).commands()) {
            if (command.words().get(0).text().equals("show")) {
                read.add("["
                        + String.join(
                                "][", command.texts().subList(1, command.words().size())) + "]");
            }
        }
        assertThat(read).isEqualTo(Files.readAllLines(directory.resolve("shown")));
    }

    @Test
    void valuesOfACommandMatterOnlyWhereTheyAreUsed() throws IOException {
        String head = "V := $(shell date)\nW != date\nall:\n";
        assertThat(run(head + "\tshow x\n").commands()).hasSize(1);
        for (String variable : List.of("V", "W")) {
            assertThatThrownBy(() -> run(head + "\tshow $(" + variable + ")\n"))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("Makefile:" + (variable.equals("V") ? 1 : 2))
                    .hasMessageContaining("not run");
            assertThat(run(head + "\tother $(" + variable + ")\n").commands()).isEmpty();
        }
    }

    @Test
    void aVariableOfTheCommandLineReplacesThatOfTheFile() throws IOException {
        Makefile.Run run = Makefile.commands(
                bytes("V := $(shell date)\nall:\n\tshow $(V)\n"),
                directory,
                Map.of("V", "1.4"),
                List.of(),
                this::isShow);
        assertThat(run.commands().get(0).texts()).containsExactly("show", "1.4");
    }

    @Test
    void reportsLinesThatTheTargetsDoNotNeed() throws IOException {
        String makefile = "all: a\na:\n\tshow a\nold:\n\tshow old\n";
        assertThat(run(makefile).others()).hasToString("[Makefile:5]");
        Makefile.Run both = Makefile.commands(bytes(makefile), directory, Map.of(), List.of("a", "old"), this::isShow);
        assertThat(both.others()).isEmpty();
        assertThat(both.commands()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include other.mk\n",
                "ifeq (a)\nendif\n",
                "else\n",
                "nothing here\n",
                "ifdef X\n",
                "A = $(A)\nall: $(A)\n",
                "$(eval x)\n",
                "$(error stop)\n",
                "A := $(word x,a)\nall: $(A)\n",
                "all: $(\n",
                "\n",
                ".RECIPEPREFIX = >\n",
                ".ONESHELL:\n",
                "all: all2\nall2: x\n\tshow $(shell x)\n"
            })
    void refusesWhatOnlyMakeCanRead(String makefile) {
        assertThatThrownBy(() -> run(makefile + "last:\n\tshow $(shell x)\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Makefile");
    }

    @Test
    void endsWhereVariablesMultiply() {
        StringBuilder makefile = new StringBuilder("A0 = \n");
        for (int i = 1; i < 40; i++) {
            makefile.append("A")
                    .append(i)
                    .append(" = $(A")
                    .append(i - 1)
                    .append(")$(A")
                    .append(i - 1)
                    .append(")\n");
        }
        assertThatThrownBy(() -> run(makefile + "all:\n\tshow $(A39)\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("expansions");
    }

    private Makefile.Run run(String makefile) throws IOException {
        return Makefile.commands(bytes(makefile), directory, Map.of(), List.of(), this::isShow);
    }

    private boolean isShow(String text) {
        return text.contains("show");
    }

    private static Bytes bytes(String makefile) {
        return Bytes.of("Makefile", makefile.getBytes(StandardCharsets.UTF_8));
    }
}
