// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.UpdateGrub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
    private static final Platform PV = Platform.X86_64_XEN;
    private static final String XVDA = "xen/xvda";
    private static final String CONFIG = "/boot/grub/grub.cfg";
    private static final String KERNELS = "menuentry One --id first { linux /vmlinuz one; initrd /initrd.img }\n"
            + "submenu More { menuentry Two { linux /vmlinuz two }\nmenuentry Three --id=third { linux /vmlinuz three } }\n";

    @TempDir
    Path directory;

    @Test
    void startsTheFirstEntryWhenTheTimeoutEnds() throws IOException {
        Result result = run("set timeout=5\n" + KERNELS);
        assertThat(result.end()).isEqualTo(Result.End.STARTS);
        Started started = result.started().orElseThrow();
        assertThat(started.file()).hasToString("(xen/xvda)/vmlinuz");
        assertThat(started.arguments()).containsExactly("one");
        assertThat(started.initrds()).extracting(FilePath::toString).containsExactly("(xen/xvda)/initrd.img");
        assertThat(started.entries()).containsExactly("One");
        assertThat(started.place().line()).isEqualTo(2);
    }

    @Test
    void findsTheDefaultByNumberTitleAndId() throws IOException {
        for (Map.Entry<String, String> choice : Map.of(
                        "0",
                        "one",
                        "1>0",
                        "two",
                        "1>1",
                        "three",
                        "More>Three",
                        "three",
                        "More>third",
                        "three",
                        "first",
                        "one",
                        "7",
                        "one",
                        "unknown",
                        "one")
                .entrySet()) {
            Result result = run("set timeout=0\nset default='" + choice.getKey() + "'\n" + KERNELS);
            assertThat(result.started().orElseThrow().arguments())
                    .as(choice.getKey())
                    .containsExactly(choice.getValue());
        }
    }

    @Test
    void withoutATimeoutNobodyStartsAnything() throws IOException {
        assertThat(run(KERNELS).end()).isEqualTo(Result.End.WAITS_IN_MENU);
        assertThat(run("set timeout=-1\n" + KERNELS).end()).isEqualTo(Result.End.WAITS_IN_MENU);
    }

    @Test
    void anEntryThatFailsLeavesTheMenuOrStartsTheFallback() throws IOException {
        String failing = "set timeout=0\nmenuentry A { linux /missing }\nmenuentry B { linux /vmlinuz b }\n";
        Result result = run(failing);
        assertThat(result.end()).isEqualTo(Result.End.WAITS_IN_MENU);
        assertThat(result.errors())
                .extracting(Result.Printed::text)
                .containsExactly("error: file `/missing' not found.");
        Result second = run("set fallback=1\n" + failing);
        assertThat(second.started().orElseThrow().arguments()).containsExactly("b");
    }

    @Test
    void aMissingInitrdIsAnErrorAndTheKernelStartsNevertheless() throws IOException {
        Result result = run("set timeout=0\nmenuentry A {\nlinux /vmlinuz\ninitrd /missing\n}\n");
        assertThat(result.end()).isEqualTo(Result.End.STARTS);
        assertThat(result.started().orElseThrow().initrds()).isEmpty();
        assertThat(result.errors()).hasSize(1);
        assertThat(result.errors().get(0).place().line()).isEqualTo(4);
    }

    @Test
    void debiansConfigStartsTheSavedEntry() throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            Path place = directory.resolve(release.name());
            String config =
                    new UpdateGrub(release, place).config("console").latin1().replace(place + "/boot", "/boot");
            FakeDisks disks = disks(config)
                    .fact(XVDA, Disks.Fact.UUID, "0f0f1111-2222-3333-4444-555566667777")
                    .file(XVDA, "/boot/vmlinuz-6.1.0-40-amd64", "")
                    .file(XVDA, "/boot/initrd.img-6.1.0-40-amd64", "")
                    .file(XVDA, "/boot/vmlinuz-6.1.0-38-amd64", "")
                    .file(XVDA, "/boot/initrd.img-6.1.0-38-amd64", "");
            Result first = run(disks);
            assertThat(first.started().orElseThrow().file())
                    .as(first.errors() + "\n" + config)
                    .hasToString("(xen/xvda)/boot/vmlinuz-6.1.0-40-amd64");
            assertThat(first.started().orElseThrow().initrds()).hasSize(1);
            disks.file(
                    XVDA,
                    "/boot/grub/grubenv",
                    "# GRUB Environment Block\nsaved_entry=gnulinux-advanced-0f0f1111-2222-3333-4444-555566667777"
                            + ">gnulinux-6.1.0-38-amd64-advanced-0f0f1111-2222-3333-4444-555566667777\n####");
            Result saved = run(disks);
            assertThat(saved.started().orElseThrow().file())
                    .as(saved.errors().toString())
                    .hasToString("(xen/xvda)/boot/vmlinuz-6.1.0-38-amd64");
        }
    }

    @Test
    void followsSourceAndConfigfileIntoTheGuestsOwnFiles() throws IOException {
        FakeDisks disks = disks("set timeout=0\nset args=outer\nexport args\nsource $config_directory/more.cfg\n")
                .file(XVDA, "/boot/grub/more.cfg", "set args=inner\nconfigfile /last.cfg\n")
                .file(XVDA, "/last.cfg", "set timeout=0\nmenuentry Last { linux /vmlinuz $args }\n");
        Result result = run(disks);
        assertThat(result.started().orElseThrow().arguments()).containsExactly("inner");
        assertThat(result.configs())
                .extracting(FilePath::path)
                .containsExactly(CONFIG, "/boot/grub/more.cfg", "/last.cfg");
    }

    @Test
    void ourTemplateFindsTheConfigOnAnyPartitionAndThePrefixForItsGrubenv() throws IOException {
        String partition = "xen/xvda,msdos2";
        Bytes template = Template.GUEST_CONFIG.filled();
        FakeDisks disks = new FakeDisks()
                .file("memdisk", "/bootstrap.cfg", template.latin1())
                .file("xen/xvda", "/nothing", "")
                .file(partition, "/grub/grub.cfg", "load_env\nset timeout=0\n" + KERNELS + "set default=$saved_entry\n")
                .file(partition, "/grub/grubenv", "# GRUB Environment Block\nsaved_entry=More>Two\n")
                .file(partition, "/vmlinuz", "")
                .fact(partition, Disks.Fact.FILE_SYSTEM, "ext2");
        Bytes early = Bytes.of("early", "normal (memdisk)/bootstrap.cfg\n".getBytes(StandardCharsets.US_ASCII));
        Result result =
                new DryRun(PV, AllModules.of(PV, Map.of()), disks).image(Optional.of(early), "(memdisk)/boot/grub");
        assertThat(result.errors()).isEmpty();
        assertThat(result.started().orElseThrow().arguments()).containsExactly("two");
        assertThat(result.echoed()).contains("Reading (xen/xvda,msdos2)/grub/grub.cfg");
        Result nothing = new DryRun(
                        PV,
                        AllModules.of(PV, Map.of()),
                        new FakeDisks().file("memdisk", "/bootstrap.cfg", template.latin1()))
                .image(Optional.of(early), "(memdisk)/boot/grub");
        assertThat(nothing.end()).isEqualTo(Result.End.PROMPT);
    }

    @Test
    void ourTemplateReadsAConfigOnceAlsoIfItStartsNothing() throws IOException {
        FakeDisks disks = new FakeDisks()
                .file(
                        "memdisk",
                        "/bootstrap.cfg",
                        Template.GUEST_CONFIG.filled().latin1())
                .file(XVDA, CONFIG, "echo nothing here\n");
        Bytes early = Bytes.of("early", "normal (memdisk)/bootstrap.cfg\n".getBytes(StandardCharsets.US_ASCII));
        Result result =
                new DryRun(PV, AllModules.of(PV, Map.of()), disks).image(Optional.of(early), "(memdisk)/boot/grub");
        assertThat(result.echoed()).containsOnlyOnce("Reading (xen/xvda)/boot/grub/grub.cfg");
    }

    @Test
    void aModuleThatIsNowhereIsAnErrorAndOneOnTheGuestsDiskAnAssumption() throws IOException {
        Result missing = run("insmod luks\nset timeout=0\n" + KERNELS);
        assertThat(missing.errors())
                .extracting(Result.Printed::text)
                .containsExactly("error: file `/boot/grub/x86_64-xen/luks.mod' not found.");
        Result there =
                run(disks("insmod luks\nset timeout=0\n" + KERNELS).file(XVDA, "/boot/grub/x86_64-xen/luks.mod", ""));
        assertThat(there.errors()).isEmpty();
        assertThat(there.assumed()).singleElement().asString().contains("luks.mod was taken to fit");
    }

    @Test
    @Timeout(60)
    void aConfigThatMakesATextLongerAndLongerDoesNotEnd() throws IOException {
        assertThat(run("set a=x\nwhile true; do set a=$a$a; done\n").end()).isEqualTo(Result.End.ENDLESS);
        assertThat(run("while true; do set a=x$a; done\n").end()).isEqualTo(Result.End.ENDLESS);
        String many = "set b=" + "$a".repeat(100_000) + "\n";
        String doubled = "set a=x\n" + "set a=$a$a\n".repeat(22);
        assertThat(run(doubled + many + KERNELS).end()).isEqualTo(Result.End.ENDLESS);
    }

    @Test
    @Timeout(60)
    void anExpressionWhoseSearchTakesForeverIsTakenNotToMatch() throws IOException {
        String text = "a".repeat(60);
        for (String expression : new String[] {"a*".repeat(12) + "b", "(a+)+b"}) {
            Result result = run("insmod regexp\nset timeout=0\nif regexp '" + expression + "' " + text
                    + "; then halt; fi\n" + KERNELS);
            assertThat(result.end()).as(expression).isEqualTo(Result.End.STARTS);
        }
        String deep = "set a=b\n" + "set a=$a$a\n".repeat(20) + "if regexp '(b|c)*d' $a; then halt; fi\n";
        Result result = run("insmod regexp\nset timeout=0\n" + deep + KERNELS);
        assertThat(result.assumed()).anyMatch(note -> note.contains("takes too long. It was taken not to match."));
        assertThat(result.end()).isEqualTo(Result.End.STARTS);
    }

    @Test
    @Timeout(60)
    void aPatternWithManyStarsIsTriedInAMoment() throws IOException {
        String name = "a".repeat(250);
        String config = "insmod regexp\nset timeout=0\nfor x in /d/" + "*a".repeat(30)
                + "b /d/*a?*; do set y=$x; done\n" + "menuentry One { linux $y }\n";
        Result result = run(disks(config).file(XVDA, "/d/" + name, ""));
        assertThat(result.started().orElseThrow().file().path()).isEqualTo("/d/" + name);
    }

    @Test
    void whatWaitsForAPersonOrDoesNotEndIsTold() throws IOException {
        assertThat(run("while true; do a=b; done\n").end()).isEqualTo(Result.End.ENDLESS);
        assertThat(run("function f { f; }\nf\nhalt\n").end()).isEqualTo(Result.End.HALTS);
        assertThat(run("read name\n").end()).isEqualTo(Result.End.WAITS_FOR_KEY);
        assertThat(run("echo x\n").end()).isEqualTo(Result.End.PROMPT);
    }

    private static FakeDisks disks(String config) {
        return new FakeDisks()
                .file(XVDA, CONFIG, config)
                .file(XVDA, "/vmlinuz", "")
                .file(XVDA, "/initrd.img", "");
    }

    private static Result run(String config) throws IOException {
        return run(disks(config));
    }

    private static Result run(FakeDisks disks) throws IOException {
        return new DryRun(PV, AllModules.of(PV, Map.of()), disks).config(new FilePath(XVDA, CONFIG));
    }
}
