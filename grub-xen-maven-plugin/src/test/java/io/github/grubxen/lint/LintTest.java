// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.config.NeededModules;
import io.github.grubxen.config.Placeholders;
import io.github.grubxen.config.Template;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.FileCompression;
import io.github.grubxen.plan.ImagePlan;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.Standalone;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.UpdateGrub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule: what it finds, and what it leaves alone. */
class LintTest {
    @TempDir
    Path folder;

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
            memdisk-trap     ^ configfile (memdisk)//bootstrap.cfg        ^ 1:1: the config runs itself again
            unknown-command  ^ time foo                                   ^ 1:1: GRUB 2.06 has no command 'foo'
            unknown-command  ^ c=foo; $c                                  ^ 1:8: GRUB 2.06 has no command 'foo'
            unknown-command  ^ if [ $grub_platform != efi ]; then foo; fi ^ 1:36: GRUB 2.06 has no command 'foo'
            unknown-command  ^ if [ $grub_cpu = i386 -o -f /a ]; then foo; fi ^ 1:40: GRUB 2.06 has no command 'foo'
            unknown-command  ^ function f { foo; }                        ^ 1:14: GRUB 2.06 has no command 'foo'
            missing-module   ^ ! insmod nosuch                            ^ 1:1: the module 'nosuch' is not in the image
            missing-module   ^ for m in ext2 nosuch; do insmod $m; done   ^ 1:26: the module 'nosuch' is not in the image
            no-screen        ^ for m in all_video; do insmod $m; done     ^ 'insmod all_video' needs a screen
            newer-variable   ^ for a in $xen_grub_env_x; do true; done    ^ 1:10: GRUB 2.06 never sets $xen_grub_env_x
            newer-variable   ^ x=$xen_grub_env_x                          ^ 1:1: GRUB 2.06 never sets $xen_grub_env_x
            wrong-second-stage ^ multiboot --quirk-bad-kludge /boot/xen/pvboot-i386.elf; boot ^ 1:30: pvboot-i386.elf is for i386-xen
            wrong-second-stage ^ s=/boot/xen/pvboot-i386.elf; multiboot $s; boot ^ 1:40: pvboot-i386.elf is for i386-xen
            wrong-second-stage ^ ! multiboot /boot/xen/pvboot-i386.elf; boot ^ 1:13: pvboot-i386.elf is for i386-xen
            wrong-second-stage ^ multiboot /pvboot-i386.elf; boot          ^ 1:11: pvboot-i386.elf is for i386-xen
            wrong-second-stage ^ multiboot (xen/xvda)/grub-i386-xen.bin; boot ^ 1:11: grub-i386-xen.bin is for i386-xen
            wrong-second-stage ^ if [ $grub_platform = xen ]; then multiboot /boot/xen/pvhboot-i386.elf; boot; fi ^ 1:45: pvhboot-i386.elf is for i386-xen_pvh
            wrong-second-stage ^ function go { multiboot $1; boot; }; go /xen/pvboot-i386.elf ^ 1:25: pvboot-i386.elf is for i386-xen
            no-initrd        ^ if [ -f /a ]; then linux /v console=hvc0; boot; else initrd /i; fi ^ 1:20: linux without an initrd
            no-initrd        ^ function f { true; }; linux /v console=hvc0; f; boot ^ 1:23: linux without an initrd
            no-boot          ^ function go { linux /v console=hvc0; initrd /i; }; go ^ 1:15: 'linux' outside of a menuentry
            no-boot          ^ if true; then linux /v console=hvc0; initrd /i; else boot; fi ^ 1:15: 'linux' outside
            no-boot          ^ if [ -f /a ]; then linux /v console=hvc0; initrd /i; else boot; fi ^ 1:20: 'linux' outside
            no-boot          ^ linux /v console=hvc0; initrd /i; if false; then boot; fi ^ 1:1: 'linux' outside
            no-boot          ^ function f { true; }; linux /v console=hvc0; initrd /i; f ^ 1:23: 'linux' outside
            no-boot          ^ if ! linux /v console=hvc0; then boot; else initrd /i; fi ^ 1:4: 'linux' outside
            no-console       ^ linux "($root)/vmlinuz" ro; initrd /i; boot ^ 1:1: linux without console=
            no-console       ^ linux /v console=tty0; initrd /i; boot     ^ 1:1: linux with console=tty0, which is not the guest's console [no-console]. Add console=hvc0 to its command line, behind
            no-console       ^ a="ro quiet"; linux /v $a; initrd /i; boot ^ 1:15: linux without console=
            no-console       ^ linux /v root=$r; initrd /i; boot          ^ 1:1: linux without console=
            no-timeout       ^ submenu a { true; }                        ^ 1:1: a menu without a timeout
            no-timeout       ^ menuentry a { set timeout=1; }             ^ 1:1: a menu without a timeout
            no-timeout       ^ set timeout=5; unset timeout; menuentry a { true; } ^ 1:31: a menu without a timeout
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
            no-boot          ^ function f { linux /v console=hvc0; initrd /i; boot; }; f
            no-console       ^ linux /v $line; initrd /i; boot
            newer-variable   ^ echo "$xen_grub_env" $other
            no-timeout       ^ set timeout=0; menuentry a { menuentry b { true; }; }
            memdisk-trap     ^ search -s -f /boot/grub/grub.cfg; configfile (memdisk)/other.cfg; source /bootstrap
            unknown-command  ^ if [ "$grub_platform" = "efi" ]; then fwsetup --x; if [ "$?" = 0 ]; then foo; fi; fi
            unknown-command  ^ if test x$grub_cpu != xx86_64; then foo; elif true; then true; else bar; fi
            unknown-command  ^ if [ $grub_platform = xen -a $grub_cpu = i386 ]; then foo; fi
            unknown-command  ^ x-1=3; "y=1"; time true; function g { g; }; g
            missing-module   ^ for m in nosuch; do if [ -f "$prefix/x/$m.mod" ]; then insmod $m; fi; done
            missing-module   ^ ls /boot/vmlinuz-*
            wrong-second-stage ^ if [ $grub_platform = xen_pvh ]; then multiboot /boot/xen/pvhboot-i386.elf; boot; fi
            wrong-second-stage ^ s=/xen/pvboot-i386.elf; s=/xen/pvboot-x86_64.elf; multiboot $s; boot
            no-initrd        ^ linux /v console=hvc0; if ! initrd /i; then initrd /j; fi; boot
            no-initrd        ^ function i { initrd /i; }; linux /v console=hvc0; i; boot
            no-boot          ^ if linux /v console=hvc0; then initrd /i; boot; fi
            no-boot          ^ while ! linux /v console=hvc0; do sleep 1; done; initrd /i; boot
            no-boot          ^ linux /v console=hvc0; initrd /i; configfile (xen/xvda)/x
            no-boot          ^ for k in /a /b; do if linux $k console=hvc0; then initrd /i; break; fi; done; boot
            no-console       ^ linux /v $args; initrd /i; boot; linux /v console=ttyS0 console=hvc0,115200; initrd /i; boot
            no-console       ^ c=hvc0; linux /v console=$c; initrd /i; boot; linux /v console=$unknown; initrd /i; boot
            no-timeout       ^ if [ x$feature_timeout_style = xy ]; then set timeout=5; fi; menuentry a { true; }
            no-timeout       ^ set timeout=$t; menuentry a { true; }
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
    void aKernelForPvNeedsADecompressorAndOneForPvhDoesNot() throws IOException {
        Optional<List<String>> few = Optional.of(List.of("linux"));
        assertThat(lint(GOOD, Platform.X86_64_XEN, few, List.of()))
                .singleElement()
                .asString()
                .contains(
                        "2:1: GRUB for PV unpacks the kernel itself, and of gzio, xzio (xz) and lzopio (LZO) the image has"
                                + " none [no-decompressor]");
        assertThat(lint(GOOD, Platform.I386_XEN_PVH, few, List.of())).isEmpty();
        assertThat(lint(GOOD, Platform.X86_64_XEN, Optional.of(List.of("linux", "gzio")), List.of()))
                .as("a site knows what its kernels are packed with")
                .isEmpty();
    }

    @Test
    void aDecompressorInTheMemdiskMustBeLoaded() throws IOException {
        assertThat(standalone(GOOD))
                .singleElement()
                .asString()
                .contains(
                        "2:1: GRUB for PV unpacks the kernel itself", "none is loaded [no-decompressor]. Write a line");
        assertThat(standalone("insmod gzio\n" + GOOD)).isEmpty();
    }

    @Test
    void aPatternNeedsTheModuleThatFindsWhatItStandsFor() throws IOException {
        assertThat(lint(
                        "for d in (*); do echo $d; done\n",
                        Platform.X86_64_XEN,
                        Optional.of(List.of("echo")),
                        List.of()))
                .first()
                .asString()
                .contains(
                        "1:10: '(*)' stands for itself as long as the module 'regexp' is not in the image [missing-module]");
        assertThat(standalone("for d in (*); do echo x; done\n"))
                .singleElement()
                .asString()
                .contains("'regexp' is not loaded [missing-module]. Write a line 'insmod regexp' before it.");
        assertThat(standalone("insmod regexp\nfor d in (*); do echo $d; done\n"))
                .isEmpty();
    }

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
        assertThat(standalone("insmod regexp; insmod gzio\n" + config))
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
        assertThat(standalone("insmod regexp; insmod gzio\n" + config)).isEmpty();
    }

    @Test
    void aFileOfOnesOwnInTheMemdiskIsFoundOnEveryDevice() throws IOException {
        List<GrubTar.File> files = List.of(new GrubTar.File("grub/grub.cfg", text("true")));
        String config = "for p in /boot/grub /grub; do for d in (*); do configfile $d$p/grub.cfg; done; done";
        assertThat(lint(config, Platform.X86_64_XEN, Optional.empty(), files))
                .singleElement()
                .asString()
                .contains("1:59: a device of (*) is the image's own memdisk, which has /grub/grub.cfg [memdisk-trap]");
        Bytes template = Template.GUEST_CONFIG.filled();
        assertThat(lint(template.latin1(), Platform.X86_64_XEN, Optional.empty(), files))
                .isEmpty();
    }

    @Test
    void whatKeepsTheImageFromBeingMadeHasAPlaceAndARuleToo() throws IOException {
        assertThat(lint("true\nsearch -f /bootstrap.cfg"))
                .singleElement()
                .asString()
                .contains("site.cfg:2:11: a search for /bootstrap.cfg", " [memdisk-trap]. ");
        assertThat(lint("true", Platform.X86_64_XEN, Optional.of(List.of("nosuch")), List.of()))
                .singleElement()
                .asString()
                .contains("'nosuch'", " [image]. ");
        assertThat(lint("true\n  fi")).singleElement().asString().contains("site.cfg:2:3: ", " [syntax]. ");
        assertThat(lint("echo \"a\0\"")).singleElement().asString().contains("site.cfg:1:8: a zero byte", " [image]. ");
    }

    @Test
    void aConfigThatIsTooLongIsNamedWithThePlaceWhereItIs() throws IOException {
        String line = "echo " + "x".repeat(1018) + "\n";
        assertThat(lint(line.repeat(1024))).isEmpty();
        assertThat(lint(line.repeat(1024) + "\n"))
                .singleElement()
                .asString()
                .contains("site.cfg:1025:1: longer than the 1048576 bytes", " [too-long]. ");
    }

    @Test
    void placesAreThoseOfTheFileWhateverIsFilledIn() throws IOException {
        Map<String, String> values = Map.of("two", "echo a\necho b", "long", "x".repeat(30));
        Placeholders placeholders = new Placeholders(name -> Optional.ofNullable(values.get(name)));
        FilledConfig config = placeholders.fill(
                text("@two@; blscfg\necho @long@ @long@; foo @long@\n@two@; fi\n"), List.of("platform"));
        assertThat(shown(config)).singleElement().asString().contains("site.cfg:3:8: a syntax error");
        config = placeholders.fill(text("@two@; blscfg\necho @long@ @long@; foo @long@\n"), List.of("platform"));
        assertThat(shown(config))
                .extracting(Lint.Shown::text)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("site.cfg:1:8: GRUB 2.06 has no command 'blscfg'"),
                        second -> assertThat(second).startsWith("site.cfg:2:21: GRUB 2.06 has no command 'foo'"));
    }

    @Test
    void allPlaceholdersThatAreNotKnownAreNamed() throws IOException {
        FilledConfig config = new Placeholders(name -> Optional.empty())
                .fill(text("echo @one@ @@ @two@\nblscfg @one@\n"), List.of("platform"));
        assertThat(shown(config))
                .extracting(Lint.Shown::text)
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("site.cfg:1:6: nothing is known of @one@ [unresolved-placeholder]. Set"),
                        two -> assertThat(two).startsWith("site.cfg:1:15: nothing is known of @two@"),
                        again -> assertThat(again).startsWith("site.cfg:2:8: nothing is known of @one@"));
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
        Lint lint = new Lint(startsNothing());
        lint.add("a.bin", FilledConfig.of(config), any -> recipe, tree);
        assertThat(lint.shown())
                .singleElement()
                .asString()
                .contains("1:15: a search for /etc/motd would find the one in the image's own memdisk [memdisk-trap]");
    }

    @Test
    void aConfigOfSeveralImagesIsShownOnce() throws IOException {
        Lint lint = new Lint(startsNothing());
        for (Platform platform : Platform.values()) {
            ModuleTree tree = GrubRelease.MACHINE.tree(platform);
            Bytes config = text("linux /v ro; initrd /i; boot\n");
            lint.add("web-" + platform, FilledConfig.of(config), plan(config, Optional.empty(), List.of()), tree);
        }
        assertThat(lint.shown())
                .singleElement()
                .asString()
                .endsWith("(web-i386-xen, web-x86_64-xen, web-i386-xen_pvh)]");
    }

    @Test
    void rulesAreSwitchedInThePomAndInTheConfig() throws IOException {
        String config = "linux /v ro; initrd /i; boot\n";
        assertThat(severities(config, Map.of())).containsExactly(Diagnostic.Severity.WARNING);
        assertThat(severities(config, Map.of("no-console", "error"))).containsExactly(Diagnostic.Severity.ERROR);
        assertThat(severities(config, Map.of("no-console", "off"))).isEmpty();
        assertThat(severities("# lint: off no-console\n" + config, Map.of())).isEmpty();
        assertThat(severities(config.strip() + " # lint: off no-console, no-boot\n", Map.of()))
                .isEmpty();
        assertThat(severities("# lint: off no-console\n\n" + config, Map.of()))
                .containsExactly(Diagnostic.Severity.WARNING);
        assertThat(severities("# lint: file error no-console\n\n" + config, Map.of()))
                .containsExactly(Diagnostic.Severity.ERROR);
        assertThat(severities("# lint: off no-console\n# lint: off no-boot\n" + config, Map.of()))
                .isEmpty();
    }

    @Test
    void aCommentIsForAllLinesOfItsCommand() throws IOException {
        String rest = "initrd /i; boot\n";
        assertThat(severities("linux /v \\\n ro # lint: off no-console\n" + rest, Map.of()))
                .isEmpty();
        assertThat(severities("# lint: off newer-variable\necho a \\\n $xen_grub_env_x\nhalt\n", Map.of()))
                .isEmpty();
        assertThat(severities("echo '# lint: off no-console'\nlinux /v ro\n" + rest, Map.of()))
                .as("no comment")
                .containsExactly(Diagnostic.Severity.WARNING);
    }

    @Test
    void aRuleThatThereIsNotIsNamed() {
        assertThatThrownBy(() -> Rules.with("<lint>", Map.of("no-such", "off")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("<lint>: 'no-such' is no rule. There are: unknown-command, ");
        assertThatThrownBy(() -> Rules.with("<lint>", Map.of("no-boot", "maybe")))
                .hasMessageContaining("<lint>/<no-boot>: 'maybe' is nothing to do. Use off, warn or error");
    }

    @Test
    void aCommentThatSaysNothingIsNamedEvenWhereNothingIsFound() throws IOException {
        assertThat(lint("true\ntrue # lint: file off no-such\n"))
                .singleElement()
                .asString()
                .contains("site.cfg:2:6: 'no-such' is no rule [lint-comment]. There are: unknown-command, ");
        assertThat(lint("# lint: of no-boot\ntrue\n"))
                .singleElement()
                .asString()
                .contains("site.cfg:1:1: '# lint: of no-boot' says nothing [lint-comment]. Write # lint: off");
        assertThat(lint("echo \"# lint: off no-console\"\n")).isEmpty();
    }

    @Test
    void ourOwnTemplatesHaveNoErrors() throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            for (Template template : Template.values()) {
                Bytes config = new Placeholders(
                                name -> template.value(name).or(() -> Optional.of("root=/dev/xvda console=hvc0")))
                        .fill(template.text(), List.of())
                        .text();
                for (Platform platform : Platform.values()) {
                    ModuleTree tree = release.tree(platform);
                    Optional<List<String>> needed = Optional.of(NeededModules.USUAL.of(config, tree));
                    Lint lint = new Lint(Rules.with("<lint>", Map.of()));
                    lint.add("a.bin", FilledConfig.of(config), plan(config, needed, List.of()), tree);
                    lint.add("b.bin", FilledConfig.of(config), standalone(config, needed), tree);
                    assertThat(lint.shown())
                            .as("%s %s %s", release, template, platform)
                            .allMatch(shown -> template == Template.EXTRA_KERNEL
                                    && shown.text().contains("[newer-variable]"));
                }
            }
        }
    }

    /** The rules but for one: hardly any config of these tests starts something. */
    private static Rules startsNothing() throws BadInput {
        return Rules.with("<lint>", Map.of("no-start", "off", "not-in-memdisk", "off"));
    }

    private static List<Diagnostic.Severity> severities(String config, Map<String, String> changes) throws IOException {
        ModuleTree tree = GrubRelease.MACHINE.tree(Platform.X86_64_XEN);
        Map<String, String> all = new TreeMap<>(changes);
        all.put("not-in-memdisk", "off");
        Lint lint = new Lint(Rules.with("<lint>", all));
        lint.add("a.bin", FilledConfig.of(text(config)), plan(text(config), Optional.empty(), List.of()), tree);
        return lint.shown().stream().map(Lint.Shown::severity).toList();
    }

    @Test
    void commandsOfAnotherPlatformAreLeftAloneOnlyWhereTheConditionSaysSo() throws IOException {
        String config = "if [ \"$grub_platform\" = xen_pvh ]; then multiboot2 /x; boot; fi\n";
        assertThat(lint(config)).isEmpty();
        Optional<List<String>> all = Optional.empty();
        assertThat(lint(config.replace("multiboot2", "foo"), Platform.I386_XEN_PVH, all, List.of()))
                .singleElement()
                .asString()
                .contains("has no command 'foo'");
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void whatDebianPublishesHasNoFindings(Platform platform) throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            Bytes config = text(release.publishedConfig(platform));
            Lint lint = new Lint(Rules.with("<lint>", Map.of()));
            lint.add("a", FilledConfig.of(config), plan(config, Optional.empty(), List.of()), release.tree(platform));
            assertThat(lint.shown()).as("%s", release).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void whatUpdateGrubWritesHasNoErrors(GrubRelease release, Platform platform) throws IOException {
        for (String terminal : UpdateGrub.TERMINALS) {
            Bytes config = new UpdateGrub(release, folder).config(terminal);
            Lint lint = new Lint(Rules.with("<lint>", Map.of()));
            lint.add("a", FilledConfig.of(config), plan(config, Optional.empty(), List.of()), release.tree(platform));
            assertThat(lint.shown())
                    .as(terminal)
                    .allMatch(shown -> shown.text().contains(" [no-screen]. ")
                            || (terminal.equals("serial") && shown.text().contains("no command 'serial'")));
        }
    }

    private static List<Lint.Shown> shown(FilledConfig config) throws IOException {
        Lint lint = new Lint(startsNothing());
        ModuleTree tree = GrubRelease.MACHINE.tree(Platform.X86_64_XEN);
        lint.add("a.bin", config, plan(config.text(), Optional.empty(), List.of()), tree);
        return lint.shown();
    }

    private static List<Lint.Shown> lint(String config) throws IOException {
        return lint(config, Platform.X86_64_XEN, Optional.empty(), List.of());
    }

    private static List<Lint.Shown> lint(
            String config, Platform platform, Optional<List<String>> modules, List<GrubTar.File> files)
            throws IOException {
        ModuleTree tree = GrubRelease.MACHINE.tree(platform);
        Lint lint = new Lint(startsNothing());
        lint.add("a.bin", FilledConfig.of(text(config)), plan(text(config), modules, files), tree);
        return lint.shown();
    }

    /** In a standalone image, with all modules in its memdisk unless some are named. */
    private static List<Lint.Shown> standalone(String config) throws IOException {
        Lint lint = new Lint(startsNothing());
        ModuleTree tree = GrubRelease.MACHINE.tree(Platform.X86_64_XEN);
        lint.add("a.bin", FilledConfig.of(text(config)), standalone(text(config), Optional.empty()), tree);
        return lint.shown();
    }

    private static ImagePlan standalone(Bytes config, Optional<List<String>> modules) {
        return tree -> Standalone.of(config, modules, new TreeMap<>(), List.of(), FileCompression.NO, 0, Extras.NONE)
                .recipe(tree);
    }

    private static ImagePlan plan(Bytes config, Optional<List<String>> modules, List<GrubTar.File> files) {
        return new BakedConfig(config, modules, files, TarAttributes.root(0), Extras.NONE);
    }

    private static Bytes text(String config) {
        return ImageRecipe.text("site.cfg", config);
    }
}
