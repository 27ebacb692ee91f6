// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configs that find files of their own memdisk where they look for those of the guest. */
class MemdiskTrapRuleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            for d in (*); do configfile "$d/boot/grub/grub.cfg"; done     ^ 1:29: a device of (*) is the image's own memdisk, which has /boot/grub/grub.cfg
            for d in (*); do if [ -f $d/boot/grub/grub.cfg ]; then true; fi; done ^ 1:26: a device of (*)
            configfile $prefix/grub.cfg                                   ^ 1:1: the config runs itself again
            configfile /boot/grub/grub.cfg                                ^ 1:1: the config runs itself again
            normal                                                        ^ 1:1: the config runs itself again
            configfile (memdisk)//boot/grub/grub.cfg                      ^ 1:1: the config runs itself again
            set f=/boot/grub/grub.cfg; search -f $f                       ^ 1:38: a search for /boot/grub/grub.cfg
            for f in /a /boot/grub/grub.cfg; do search -s -f $f; done     ^ 1:50: a search for /boot/grub/grub.cfg
            for p in /boot/grub; do search -s -f $p/grub.cfg; done        ^ 1:38: a search for /boot/grub/grub.cfg
            search -f boot/grub/grub.cfg                                  ^ 1:11: a search for /boot/grub/grub.cfg
            if ! search -f /boot/grub/grub.cfg; then true; fi             ^ 1:16: a search for /boot/grub/grub.cfg
            """)
    void aStandaloneImageFindsItself(String config, String message) throws IOException {
        assertThat(Linted.standalone("insmod regexp; insmod gzio\n" + config))
                .singleElement()
                .asString()
                .contains("site.cfg:" + message.strip().replaceFirst("1:", "2:"), " [memdisk-trap]. ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search --set=root --label x; configfile /boot/grub/grub.cfg",
                "set root=xen/xvda; configfile /boot/grub/grub.cfg; configfile ($root)/boot/grub/grub.cfg",
                "for d in (*); do if [ $d != (memdisk) -a -f $d/boot/grub/grub.cfg ]; then configfile $d/boot/grub/grub.cfg; fi; done",
                "for d in (*); do if [ $d = (memdisk) ]; then continue; fi; configfile $d/boot/grub/grub.cfg; done",
                "search -f /boot/grub/grub.cfg.d; set prefix=(xen/xvda)/boot/grub; normal"
            })
    void aStandaloneImageDoesNotFindItself(String config) throws IOException {
        assertThat(Linted.standalone("insmod regexp; insmod gzio\n" + config)).isEmpty();
    }

    @Test
    void aFileOfOnesOwnInTheMemdiskIsFoundOnEveryDevice() throws IOException {
        List<GrubTar.File> files = List.of(new GrubTar.File("grub/grub.cfg", Linted.text("true")));
        String config = "for p in /boot/grub /grub; do for d in (*); do configfile $d$p/grub.cfg; done; done";
        assertThat(Linted.baked(config, Platform.X86_64_XEN, Optional.empty(), files))
                .singleElement()
                .asString()
                .contains("1:59: a device of (*) is the image's own memdisk, which has /grub/grub.cfg [memdisk-trap]");
        Bytes template = Template.GUEST_CONFIG.filled();
        assertThat(Linted.baked(template.latin1(), Platform.X86_64_XEN, Optional.empty(), files))
                .isEmpty();
    }

    @Test
    void aSearchForAFileOfTheMemdiskIsFound() throws IOException {
        Bytes config = Linted.text("search --file /etc/motd --set=root\n");
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN);
        ImageRecipe recipe = new BakedConfig(
                        GrubConfig.of(Linted.text("true")),
                        Optional.empty(),
                        List.of(new GrubTar.File("etc/motd", Linted.text("x"))),
                        TarAttributes.root(0),
                        Extras.NONE)
                .recipe(tree);
        Lint lint = new Lint(Linted.startsNothing(), Linted.OPTIONS);
        lint.add("a.bin", GrubConfig.of(config), any -> recipe, tree);
        assertThat(lint.shown())
                .singleElement()
                .asString()
                .contains("1:15: a search for /etc/motd would find the file in the image's own memdisk [memdisk-trap]");
    }
}
