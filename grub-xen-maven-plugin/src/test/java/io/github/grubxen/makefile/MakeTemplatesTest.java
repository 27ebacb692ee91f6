// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Included files, templates and search paths: the commands are those that {@code make -Bn} prints. */
class MakeTemplatesTest {
    /** Number of random Makefiles. */
    private static final int RANDOM = 60;

    /** Begins each further file in the text of a test. */
    private static final Pattern FILE = Pattern.compile("(?m)^@@ (\\S+)\n");

    @TempDir
    Path temporary;

    private Path directory = Path.of("");

    @BeforeEach
    void files() throws IOException {
        directory = Files.createDirectories(temporary.resolve("site"));
        for (String name : List.of("web.cfg", "conf/db.cfg", "conf/web.cfg", "more/mail.cfg", "mk/.keep")) {
            write(name, "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // files
                "include rules.mk\nall: a\n@@ rules.mk\na:\n\tshow $@ $(MAKEFILE_LIST)\n",
                "-include missing.mk\nsinclude mk/*.mk\nall: $(LIST)\n$(LIST):\n\tshow $@\n@@ mk/a.mk\nLIST += a\n@@ mk/b.mk\nLIST += b\n",
                "include $(wildcard mk/*.mk)\n@@ mk/a.mk\ninclude mk/b.inc\n@@ mk/b.inc\nall:\n\tshow $(lastword $(MAKEFILE_LIST)) $(MAKEFILE_LIST)\n",
                "X = 1\ninclude x.mk\nall: ; show $(X) $(Y)\n@@ x.mk\nifeq ($(X),1)\nY = yes\nelse\nY = no\nendif\nX = 2\n",
                "all:\ninclude more.mk\n@@ more.mk\nall: b\nb:\n\tshow b\n",
                // variables with several lines
                "define build\n\t@show one $(1)\n-show two \\\n  $@\n\nshow three\nendef\nall:\n\t$(call build,x)\n\tshow four\n",
                "define a :=\n $(X)b\nendef\ndefine c =\n$(X)d # no comment\nendef # a comment\nX = y\nall:\n\tshow $(a) $(c)\n",
                "define outer\ndefine inner\nshow $(1)\nendef\nendef\n$(eval $(outer))\nall:\n\t$(call inner,1)\n",
                "define a\nshow x\nendef\ndefine a +=\n\nshow y\nendef\nall:\n\t$(a)\n",
                "ifdef NO\ndefine a\nall:\n\tshow no\nendef\nendif\ndefine a\nshow yes\nendef\nall: ; $(a)\n",
                "define steps\nshow conf/*.cfg\n@ for i in 1 2; do show $$i; done\nendef\nall:\n\t$(steps)\n\tcd conf; show *.cfg\n",
                // a rule for each config
                "vpath %.cfg conf\nCONFIGS = web db\ndefine IMAGE\n$(1).bin: $(1).cfg\n\tshow -o $$@ $$< $(1) $(2)\nendef\n"
                        + "$(foreach c,$(CONFIGS),$(eval $(call IMAGE,$(c),64)))\nall: $(CONFIGS:%=%.bin)\n.DEFAULT_GOAL = all\n",
                "VPATH = conf\nP = i386-xen x86_64-xen\nall:\ndefine RULE =\nall: $(1)-$(2).bin\n$(1)-$(2).bin: LINE = $$(LINE_$(1))\n"
                        + "$(1)-$(2).bin: $(1).cfg\n\tshow $$@ '$$(LINE)' $(2)\nendef\nLINE_web = root=/dev/xvda ro\n"
                        + "LINE_db = quiet\n$(foreach p,$(P),$(foreach c,web db,$(eval $(call RULE,$(c),$(p)))))\n",
                "all: $(L)\nL := a b\n$(foreach n,$(L),$(eval $(n): ; show $(n)))\n.PHONY: all\nall: $(L)\n",
                "f = $(1)-$(2)$(3)\ng = $(call f,$(1),x)$(2)\nall:\n\tshow $(call g,1,2) $(call f,a) $(foreach i,1 2,$(call f,$(i),$(i)))\n",
                "$(foreach c,a b,$(eval V_$(c) := $(c)1))\n$(foreach c,a b,$(eval W_$(c) = $$(V_$(c))2))\nall:\n\tshow $(W_a) $(W_b) '$(value W_a)'\n",
                "c = a\nV_$(c) = 1\nN_${c} := 2\nall:\n\tshow $(V_a) $(N_a)\n",
                "X := $(eval all: ; show x)\n",
                "one = $(1): ; show $(1)\nall: a\n$(call one,a)\n",
                "X = 1\nall:\n\t$(eval X = 2)show $(X)\n\tshow $(X)\n",
                "$(foreach c,a b,$(eval L += $$(c)))\nall:\n\tshow $(L) end\n",
                // search paths
                "vpath %.cfg conf:more\nall: db.bin mail.bin web.bin\n%.bin: %.cfg\n\tshow $@ $< $^ $*\n",
                "VPATH = more conf\nall: db.bin mail.bin\n%.bin: %.cfg\n\tshow $@ $< $(<D) $(<F)\n",
                "vpath %.cfg conf\nvpath %.cfg\nvpath %.cfg more\nall: mail.bin\nmail.bin: mail.cfg gone.cfg\n\tshow $^\ngone.cfg:\n\tshow $@\n",
                "vpath % conf\nvpath\nvpath mail.cfg more\nall: mail.cfg\n\tshow $< $^ $+ $?\n",
                "vpath %.cfg conf\nall: db.cfg | web.cfg\n\tshow $^ $|\ndb.cfg: ; show made $@\n",
                // values
                "A = 1\nB := 2\nundefine A\nall:\n\tshow $(flavor A) $(flavor B) $(origin A) $(origin B) $(origin @) $(origin MAKE) $(A)end\n",
                "%.bin: X = any\nw%.bin: X = w\nweb.bin: Y = own\nall: web.bin a.bin\n%.bin:\n\tshow $(X) $(Y)\n"
            })
    void areReadAsMakeReadsThem(String text) throws IOException {
        Tools.require("make", "sh");
        assertThat(read(text)).isEqualTo(printed());
    }

    @Test
    void randomTemplatesGiveTheCommandsOfMake() throws IOException {
        Tools.require("make", "sh");
        long seed = System.nanoTime();
        System.out.println("seed of the random Makefiles: " + seed);
        for (int i = 0; i < RANDOM; i++) {
            String text = new RandomMakefile(new Random(seed + i)).text();
            assertThat(read(text)).as("seed " + (seed + i) + "\n" + text).isEqualTo(printed());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            include gone.mk                     ^ Makefile:1: the included file gone.mk does not exist
            include Makefile                    ^ Makefile:1: the file Makefile includes itself
            include a.mk|@@ a.mk|include b.mk|@@ b.mk||include a.mk ^ b.mk:2: the file a.mk includes itself
            -include ../outside.mk              ^ Makefile:1: the included file ../outside.mk is not below the directory
            include conf                        ^ conf
            -include made.mk|made.mk: ; show x  ^ Makefile:1: make would first make the included file made.mk
            include a.mk|@@ a.mk|ok = 1|load x  ^ a.mk:2: load is not read
            include a.mk|@@ a.mk|ifdef X        ^ a.mk:1: a condition without its endif
            define x|a                          ^ Makefile:1: a define without its endef
            define|endef                        ^ Makefile:1: a define without a name
            endef                               ^ Makefile:1: an endef without its define
            define x !=|date|endef              ^ Makefile:1: a define of a command's output
            x = $(eval y: $(x))||$(x)           ^ Makefile:3: more than 60 expansions
            f = $(call f,$(1)$(1))|$(call f,ab) ^ Makefile:2: a value is longer than
            define f|$$(eval $$(call f))|endef|$(eval $(call f)) ^ Makefile:4: more than 60 expansions
            |X := $(eval ifdef)                 ^ Makefile:2:
            $(eval $(shell date))               ^ Makefile:1: $(shell ...) is not run
            V := $(shell date)|ifdef V|endif    ^ Makefile:1: $(shell ...) is not run
            all: ; $(run)|run = show $(shell x) ^ Makefile:1: $(shell ...) is not run
            all: ; show $(eval x: y)            ^ Makefile:1: a recipe defines a rule
            define t|a: ; show $$(shell x)|endef|$(eval $(call t)) ^ Makefile:4: $(shell ...) is not run
            """)
    void refusalsNameTheLine(String text, String message) throws IOException {
        Files.writeString(temporary.resolve("outside.mk"), "");
        assertThatThrownBy(() -> read(text.replace('|', '\n') + "\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void theCommandsOfAnIncludedFileHaveItsLines() throws IOException {
        write("a.mk", "\nall:\n\tshow 1\n\tshow \\\n\t  2; show 3\n");
        List<String> places = run("include a.mk\n").commands().stream()
                .map(command -> command.place().toString())
                .toList();
        String file = directory.resolve("a.mk").toString();
        assertThat(places).containsExactly(file + ":3", file + ":4", file + ":5");
    }

    @Test
    void aCommandOfATemplateHasTheLineThatUsesIt() throws IOException {
        List<Command> commands = run("define t\na: ; show 1\n\tshow 2\nendef\n\n$(eval $(call t))\n")
                .commands();
        assertThat(commands.stream().map(command -> command.place().toString()))
                .allMatch(place -> place.endsWith("Makefile:6"))
                .hasSize(2);
    }

    @Test
    void endsWhereTemplatesMultiply() {
        String words = "w ".repeat(150);
        String text = "W = " + words
                + "\n$(foreach a,$(W),$(foreach b,$(W),$(foreach c,$(W),$(eval X += 1))))\nall: ; show\n";
        assertThatThrownBy(() -> run(text)).isInstanceOf(BadInput.class).hasMessageContaining("Makefile:2: more than");
        String growing = "X = 0123456789\n" + "X := $(X)$(X)\n".repeat(12) + "$(foreach a,$(foreach b," + words + ","
                + words + "),$(eval V := $(X)))\nall: ; show\n";
        assertThatThrownBy(() -> run(growing)).isInstanceOf(BadInput.class).hasMessageContaining(" characters");
    }

    /** The words of the commands that make prints. */
    private List<List<String>> printed() throws IOException {
        String output = Tools.run(directory, Map.of("LC_ALL", "C"), "make", "-Bn", "--no-print-directory");
        List<List<String>> printed = new ArrayList<>();
        for (Command command : ShellScript.commands("printed", output, 1, directory, Map.of())) {
            if (isShow(command.words().get(0).text())) {
                printed.add(command.texts());
            }
        }
        assertThat(printed).as(output).isNotEmpty();
        return printed;
    }

    private List<List<String>> read(String text) throws IOException {
        List<List<String>> read = new ArrayList<>();
        for (Command command : run(text).commands()) {
            if (isShow(command.words().get(0).text())) {
                read.add(command.texts());
            }
        }
        return read;
    }

    private Makefile.Run run(String text) throws IOException {
        String[] files = FILE.split(text, -1);
        List<String> names =
                FILE.matcher(text).results().map(found -> found.group(1)).toList();
        for (int i = 0; i < names.size(); i++) {
            write(names.get(i), files[i + 1]);
        }
        write("Makefile", files[0]);
        return Makefile.commands(
                Bytes.read(directory.resolve("Makefile"), Makefile.MAX_BYTES),
                directory,
                Map.of(),
                List.of(),
                MakeTemplatesTest::isShow);
    }

    private static boolean isShow(String text) {
        return text.contains("show");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
