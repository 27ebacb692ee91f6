package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.image.BakedConfig;
import io.github.grubxen.image.Extras;
import io.github.grubxen.image.ImageRecipe;
import io.github.grubxen.image.NeededModules;
import io.github.grubxen.image.Placeholders;
import io.github.grubxen.image.Template;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule: what it finds, and what it leaves alone. */
class LintTest {
    private static final String GOOD = """
            set root=xen/xvda
            linux /vmlinuz console=hvc0
            initrd /initrd.img
            boot
            """;

    @Test
    void findsNothingInAGoodConfig() throws IOException {
        assertThat(lint(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            unknown-command  ^ blscfg                                     ^ 1:1: GRUB 2.06 has no command 'blscfg' [unknown-command]
            unknown-command  ^ if ! foo; then true; fi                    ^ 1:4: GRUB 2.06 has no command 'foo'
            missing-module   ^ insmod nosuch                              ^ 1:1: the module 'nosuch' is not in the image [missing-module]. GRUB 2.06 has no such module
            no-screen        ^ insmod all_video                           ^ 1:1: 'insmod all_video' needs a screen
            no-screen        ^ terminal_output console gfxterm            ^ 'terminal_output gfxterm' needs a screen
            wrong-second-stage ^ multiboot /boot/xen/pvboot-i386.elf; boot ^ 1:11: pvboot-i386.elf is for i386-xen, which GRUB for x86_64-xen cannot start
            no-initrd        ^ linux /v console=hvc0; boot                ^ 1:1: linux without an initrd
            no-boot          ^ linux /v console=hvc0; initrd /i           ^ 1:1: 'linux' outside of a menuentry, and no 'boot' behind it
            no-console       ^ linux /v ro; initrd /i; boot               ^ 1:1: linux without console=
            newer-variable   ^ echo "$xen_grub_env_x"                     ^ 1:6: GRUB 2.06 never sets $xen_grub_env_x
            no-timeout       ^ menuentry a { true; }                      ^ 1:1: a menu without a timeout
            no-timeout       ^ timeout=-1; menuentry a { true; }          ^ 1:13: a menu without a timeout
            memdisk-trap     ^ normal (memdisk)/bootstrap.cfg             ^ 1:1: the config runs itself again
            """)
    void finds(String rule, String config, String message) throws IOException {
        assertThat(lint(config))
                .as(config)
                .singleElement()
                .asString()
                .contains("text=site.cfg:1:", message.strip())
                .contains(" [" + rule.strip() + "]. ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            unknown-command  ^ function f { true; }; f; x=1; set y=2; ! true; [ -f /a ]; $command a
            missing-module   ^ insmod ext2; insmod /path/x.mod
            no-screen        ^ insmod part_gpt; terminal_output console
            wrong-second-stage ^ if [ $grub_cpu = i386 ]; then multiboot /boot/xen/pvboot-i386.elf; fi; boot
            wrong-second-stage ^ multiboot /boot/xen/pvboot-x86_64.elf; boot; multiboot /boot/xen/pvboot-$grub_cpu.elf; boot
            no-initrd        ^ linux /v console=hvc0; if true; then initrd /i; fi; boot
            no-boot          ^ set timeout=1; menuentry a { linux /v console=hvc0; initrd /i; }
            no-boot          ^ function f { linux /v console=hvc0; initrd /i; }; f
            no-console       ^ linux /v $line; initrd /i; boot
            newer-variable   ^ echo "$xen_grub_env" $other
            no-timeout       ^ set timeout=0; menuentry a { menuentry b { true; }; }
            memdisk-trap     ^ search -s -f /boot/grub/grub.cfg; configfile (memdisk)/other.cfg; source /bootstrap
            """)
    void leavesAlone(String rule, String config) throws IOException {
        assertThat(lint(config)).as(rule).isEmpty();
    }

    @Test
    void aCommandWhoseModuleTheImageLacksIsFoundUnlessItMayBeOnTheDisk() throws IOException {
        Optional<List<String>> few = Optional.of(List.of("echo"));
        assertThat(lint("echo; lsmod\n", Platform.X86_64_XEN, few, List.of()))
                .singleElement()
                .asString()
                .contains(
                        "1:7: the module 'minicmd' of the command 'lsmod' is not in the image [missing-module]. Add it to");
        assertThat(lint("set prefix=(xen/xvda)/boot/grub; lsmod\n", Platform.X86_64_XEN, few, List.of()))
                .isEmpty();
    }

    @Test
    void aKernelForPvNeedsItsDecompressorAndOneForPvhDoesNot() throws IOException {
        Optional<List<String>> few = Optional.of(List.of("linux", "gzio"));
        assertThat(lint(GOOD, Platform.X86_64_XEN, few, List.of()))
                .singleElement()
                .asString()
                .contains("2:1: GRUB for PV unpacks the kernel itself, and the image lacks lzopio (LZO), xzio (xz)");
        assertThat(lint(GOOD, Platform.I386_XEN_PVH, few, List.of())).isEmpty();
    }

    @Test
    void aSearchForAFileOfTheMemdiskIsFound() throws IOException {
        Bytes config = text("search --file /etc/motd --set=root\n");
        ModuleTree tree = GrubRelease.MACHINE.tree(Platform.X86_64_XEN);
        ImageRecipe recipe = new BakedConfig(
                        text("true"),
                        Optional.empty(),
                        List.of(new GrubTar.File("etc/motd", text("x"))),
                        TarAttributes.root(0),
                        Extras.NONE)
                .recipe(tree);
        Lint lint = new Lint(Rules.with("<lint>", Map.of()));
        lint.add("a.bin", config, recipe, tree);
        assertThat(lint.shown())
                .singleElement()
                .asString()
                .contains("1:15: a search for /etc/motd would find the one in the image's own memdisk [memdisk-trap]");
    }

    @Test
    void aConfigOfSeveralImagesIsShownOnce() throws IOException {
        Lint lint = new Lint(Rules.with("<lint>", Map.of()));
        for (Platform platform : Platform.values()) {
            ModuleTree tree = GrubRelease.MACHINE.tree(platform);
            Bytes config = text("linux /v ro; initrd /i; boot\n");
            lint.add("web-" + platform, config, recipe(config, tree, Optional.empty(), List.of()), tree);
        }
        assertThat(lint.shown())
                .singleElement()
                .asString()
                .endsWith("(web-i386-xen, web-x86_64-xen, web-i386-xen_pvh)]");
    }

    @Test
    void rulesAreSwitchedInThePomAndInTheConfig() throws IOException {
        String config = "linux /v ro; initrd /i; boot\n";
        assertThat(severities(config, Map.of())).containsExactly(Severity.WARN);
        assertThat(severities(config, Map.of("no-console", "error"))).containsExactly(Severity.ERROR);
        assertThat(severities(config, Map.of("no-console", "off"))).isEmpty();
        assertThat(severities("# lint: off no-console\n" + config, Map.of())).isEmpty();
        assertThat(severities(config.strip() + " # lint: off no-console, no-boot\n", Map.of()))
                .isEmpty();
        assertThat(severities("# lint: off no-console\n\n" + config, Map.of())).containsExactly(Severity.WARN);
        assertThat(severities("# lint: file error no-console\n\n" + config, Map.of()))
                .containsExactly(Severity.ERROR);
    }

    @Test
    void aRuleThatThereIsNotIsNamed() {
        assertThatThrownBy(() -> Rules.with("<lint>", Map.of("no-such", "off")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("<lint>: 'no-such' is no rule. There are: unknown-command, ");
        assertThatThrownBy(() -> Rules.with("<lint>", Map.of("no-boot", "maybe")))
                .hasMessageContaining("<lint>/<no-boot>: 'maybe' is nothing to do. Use off, warn or error");
        assertThatThrownBy(() -> lint("true\n# lint: off no-such\nblscfg\n"))
                .hasMessageContaining("site.cfg:2: 'no-such' is no rule");
    }

    @Test
    void ourOwnTemplatesHaveNoErrors() throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            for (Template template : Template.values()) {
                Bytes config = new Placeholders(
                                name -> template.value(name).or(() -> Optional.of("root=/dev/xvda console=hvc0")))
                        .fill(template.text(), List.of());
                for (Platform platform : Platform.values()) {
                    ModuleTree tree = release.tree(platform);
                    Optional<List<String>> needed = Optional.of(NeededModules.USUAL.of(config, tree));
                    Lint lint = new Lint(Rules.with("<lint>", Map.of()));
                    lint.add("a.bin", config, recipe(config, tree, needed, List.of()), tree);
                    assertThat(lint.shown())
                            .as("%s %s %s", release, template, platform)
                            .allMatch(shown -> template == Template.EXTRA_KERNEL
                                    && shown.text().contains("[newer-variable]"));
                }
            }
        }
    }

    private static List<Severity> severities(String config, Map<String, String> changes) throws IOException {
        ModuleTree tree = GrubRelease.MACHINE.tree(Platform.X86_64_XEN);
        Lint lint = new Lint(Rules.with("<lint>", changes));
        lint.add("a.bin", text(config), recipe(text(config), tree, Optional.empty(), List.of()), tree);
        return lint.shown().stream().map(Lint.Shown::severity).toList();
    }

    private static List<Lint.Shown> lint(String config) throws IOException {
        return lint(config, Platform.X86_64_XEN, Optional.empty(), List.of());
    }

    private static List<Lint.Shown> lint(
            String config, Platform platform, Optional<List<String>> modules, List<GrubTar.File> files)
            throws IOException {
        ModuleTree tree = GrubRelease.MACHINE.tree(platform);
        Lint lint = new Lint(Rules.with("<lint>", Map.of()));
        lint.add("a.bin", text(config), recipe(text(config), tree, modules, files), tree);
        return lint.shown();
    }

    private static ImageRecipe recipe(
            Bytes config, ModuleTree tree, Optional<List<String>> modules, List<GrubTar.File> files)
            throws IOException {
        return new BakedConfig(config, modules, files, TarAttributes.root(0), Extras.NONE).recipe(tree);
    }

    private static Bytes text(String config) {
        return ImageRecipe.text("site.cfg", config);
    }
}
