// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlsCommandTest {
    private static final String XVDA = "xen/xvda";

    @Test
    void startsTheHighestVersion() throws IOException {
        Started started = run("blscfg").started().orElseThrow();
        assertThat(started.file()).hasToString("(xen/xvda)/vmlinuz-6.10");
        assertThat(started.initrds()).extracting(FilePath::path).containsExactly("/initrd-6.10", "/second");
        assertThat(started.arguments()).containsExactly("root=/dev/xvda", "quiet", "ro", "end");
        assertThat(started.entries()).containsExactly("Linux 6.10");
        assertThat(started.place().file()).isEqualTo("(xen/xvda)/loader/entries/id-6.10.conf, as a menu entry");
    }

    @Test
    void theDefaultIsNamedByIdTitleOrNumber() throws IOException {
        for (String name : List.of("id-6.9", "/vmlinuz-6.9", "1")) {
            assertThat(run("set default='" + name + "'\nblscfg")
                            .started()
                            .orElseThrow()
                            .file())
                    .as(name)
                    .hasToString("(xen/xvda)/vmlinuz-6.9");
        }
    }

    @Test
    void optionsChooseEntries() throws IOException {
        assertThat(kernel("blscfg --path /other -f")).isEqualTo("/vmlinuz-6.10");
        assertThat(kernel("blscfg --path=(xen/xvda)/loader/entries/id-6.9.conf"))
                .isEqualTo("/vmlinuz-6.9");
        assertThat(kernel("blscfg -e id-6.9.conf")).isEqualTo("/vmlinuz-6.9");
        assertThat(kernel("set default=id-6.10.conf\nblscfg --show-non-default"))
                .isEqualTo("/vmlinuz-6.9");
        assertThat(kernel("set default=2\nblscfg --show-default\nset default=0"))
                .isEqualTo("/vmlinuz-6.9");
        assertThat(run("blscfg --path /other").end()).isEqualTo(Result.End.PROMPT);
        assertThat(run("blscfg x").errors())
                .extracting(Result.Printed::text)
                .containsExactly("error: unexpected argument(s) found, see --help.");
    }

    @Test
    void aGrubThatLacksTheCommandSaysSo() throws IOException {
        Modules modules = new Modules(Set.of("linux"), Set.of(), Map.of("linux", "linux"), Set.of());
        Result result =
                new DryRun(Platform.I386_XEN_PVH, modules, disks("blscfg")).config(new FilePath(XVDA, "/grub.cfg"));
        assertThat(result.errors())
                .extracting(Result.Printed::text)
                .containsExactly("error: can't find command `blscfg'.");
    }

    private static String kernel(String config) throws IOException {
        return run(config).started().orElseThrow().file().path();
    }

    private static Result run(String config) throws IOException {
        Modules modules = new Modules(
                Set.of("linux", "blsuki"),
                Set.of(),
                Map.of("linux", "linux", "initrd", "linux", "blscfg", "blsuki"),
                Set.of());
        return new DryRun(Platform.I386_XEN_PVH, modules, disks(config)).config(new FilePath(XVDA, "/grub.cfg"));
    }

    private static FakeDisks disks(String config) {
        FakeDisks disks = new FakeDisks()
                .file(XVDA, "/grub.cfg", "set timeout=1\nset kernelopts='root=/dev/xvda quiet'\n" + config + "\n")
                .file(XVDA, "/loader/entries/README", "linux /none\n")
                .file(XVDA, "/loader/entries/id-7.0.conf", "title Without a kernel\n")
                .file(
                        XVDA,
                        "/loader/entries/id-6.9.conf",
                        "# a comment\nlinux\t/vmlinuz-6.9\n\nlinux /after-a-blank-line\n")
                .file(XVDA, "/loader/entries/id-6.10.conf", """
                        title Linux 6.10
                        linux /vmlinuz-6.10
                        initrd /initrd-6.10
                        initrd /second
                        options $kernelopts ro $tuned_params end
                        options of a second line
                        """);
        for (String file : List.of("/vmlinuz-6.9", "/vmlinuz-6.10", "/initrd-6.10", "/second")) {
            disks.file(XVDA, file, "");
        }
        return disks;
    }
}
