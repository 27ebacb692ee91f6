// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A Makefile as sites write them, of random parts: lists in included files, templates, values for each config, search paths. */
final class RandomMakefile {
    private static final List<String> CONFIGS = List.of("web", "db", "mail");
    private static final List<String> PLATFORMS = List.of("i386-xen", "x86_64-xen", "i386-xen_pvh");

    private final Random random;

    RandomMakefile(Random random) {
        this.random = random;
    }

    /** The text, with a line {@code @@ NAME} before each further file. */
    String text() {
        StringBuilder text = new StringBuilder();
        boolean included = random.nextBoolean();
        text.append(included ? one("include lists.mk", "-include gone.mk lists.mk", "include l*.mk") + "\n" : lists());
        text.append(one("vpath %.cfg conf more\n", "VPATH = conf:more\n", "vpath %.cfg conf\nvpath mail.cfg more\n"));
        text.append(one("all:\n", ".PHONY: all\nall:\n", "", "first = all\n.DEFAULT_GOAL = $(first)\n"));
        text.append(template());
        text.append(
                one(
                        "$(foreach p,$(P),$(foreach c,$(CONFIGS),$(eval $(call IMAGE,$(c),$(p)))))\n",
                        "$(foreach c,$(CONFIGS),$(foreach p,$(P),\\\n  $(eval $(call IMAGE,$(c),$(p)))))\n",
                        "each = $(foreach c,$(CONFIGS),$(eval $(call IMAGE,$(c),$(1))))\n$(foreach p,$(P),$(call each,$(p)))\n"));
        text.append(one(
                "all: $(foreach p,$(P),$(CONFIGS:%=%-$(p).bin))\n",
                "all: $(foreach c,$(CONFIGS),$(addprefix $(c)-,$(addsuffix .bin,$(P))))\n\tshow done $(words $^)\n"));
        if (included) {
            text.append("@@ lists.mk\n").append(lists());
        }
        return text.toString();
    }

    private String lists() {
        StringBuilder lists = new StringBuilder();
        lists.append(one("CONFIGS := ", "CONFIGS = ")).append(some(CONFIGS)).append('\n');
        lists.append("P = ").append(some(PLATFORMS)).append("# platforms\n");
        for (String config : CONFIGS) {
            lists.append(one("LINE_", "override LINE_"))
                    .append(config)
                    .append(one(" = ", " := ", " ?= "))
                    .append(one("quiet", "root=/dev/xvda ro", "$(P) \\\n   more"))
                    .append('\n');
        }
        lists.append(one(
                "ifeq ($(words $(P)),1)\nKIND = single\nelse\nKIND = many\nendif\n", "KIND := $(if $(P),some,none)\n"));
        return lists.toString();
    }

    private String template() {
        String rule = one(
                "$(1)-$(2).bin: $(1).cfg\n",
                "$(1)-$(2).bin: OWN = $(2)\n$(1)-$(2).bin: $(1).cfg\n",
                "NAME_$(1) := $(subst -,_,$(2))\n$(1)-$(2).bin: $(1).cfg | $(KIND)-order\n");
        List<String> recipe = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            recipe.add(one(
                    "\tshow -O $(2) -o $$@ boot/grub/grub.cfg=$$<\n",
                    "\t@show '$$(LINE_$(1))' $(LINE_$(1)) $$(OWN)\n",
                    "\t$$(call run,$$@,$(1))\n",
                    "\tshow $$(@:.bin=.elf) $(KIND) \\\n\t  $$(NAME_$(1))\n",
                    "\tfor f in a b; do show $$$$f $(1); done\n"));
        }
        return "define run\n@show run $(1)\n\tshow $(2) $(notdir $<)\nendef\n%-order: ; show $@\n"
                + one("define IMAGE\n", "define IMAGE =\n") + rule + String.join("", recipe) + "endef\n";
    }

    private String some(List<String> all) {
        List<String> some = new ArrayList<>();
        for (String each : all) {
            if (random.nextBoolean()) {
                some.add(each);
            }
        }
        return some.isEmpty() ? all.get(random.nextInt(all.size())) : String.join(" ", some);
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
