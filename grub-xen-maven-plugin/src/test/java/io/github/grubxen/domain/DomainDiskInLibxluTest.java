// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The texts of disks beside Xen's own library. */
class DomainDiskInLibxluTest {
    /** The formats in the order of the library's numbers. */
    private static final List<String> FORMATS = List.of("", "qcow", "qcow2", "vhd", "raw", "empty", "qed");

    /** Number of random texts. The library may abort, so each is read by a process of its own. */
    private static final int TEXTS = Integer.getInteger("grub-xen.test.configurations", 1000);

    private static final List<String> PARTS = List.of(
            "/dev/vg/guest",
            "/srv/a.img",
            "file:/srv/a.img",
            "phy:/dev/sda3",
            "tap:qcow2:/srv/b.qcow2",
            "tap2:",
            "aio:",
            "nbd:x",
            "iscsi:iqn.2001-05",
            "drbd:r0",
            "foo:/x",
            "foo:x",
            "raw:",
            "qcow2:",
            "raw",
            "qcow2",
            "vhd",
            "qed",
            "empty",
            "xvda",
            "xvdb1",
            "hdc:cdrom",
            "sda:disk",
            "xvda:floppy",
            ":cdrom",
            "w",
            "r",
            "rw",
            "ro",
            "rwx",
            "",
            " ",
            "\t",
            "cdrom",
            "devtype=cdrom",
            "devtype=disk",
            "devtype=",
            "access=rw",
            "access=",
            "access=x",
            "format=raw",
            "format=qcow2",
            "format=",
            "format=no",
            "vdev=xvda",
            "vdev=",
            "target=/srv/a,b.img",
            "target=",
            "script=block-x",
            "script=",
            "backendtype=phy",
            "backendtype=no",
            "backend=dom1",
            "discard",
            "no-discard",
            "direct-io-safe",
            "discard=1",
            "what=1",
            "what=12",
            "=",
            "a=b=c",
            "\u00e4");

    @TempDir
    Path directory;

    @Test
    void readsAndRefusesTheSameDisks() throws IOException {
        List<String> texts = new ArrayList<>(List.of(
                "",
                "phy:/dev/vg/web,xvda,w",
                "file:/srv/web.img,xvda1,w",
                "/srv/web.img,,xvda",
                "/srv/web.qcow2,qcow2,xvda,rw,discard",
                "format=raw, vdev=xvda, access=rw, target=/srv/web, one.img",
                ",hdc:cdrom,r",
                ",,hdc:cdrom,r",
                "raw:/root/image.iso,hdc:cdrom,ro",
                "tap:aio:/srv/web.img,xvda,w",
                "vdev=xvda,target=/a,",
                "/a,raw,xvda,rw,more",
                "vdev=xvda,cdrom",
                "/a,raw,vdev=xvda",
                "/a,xvda,w",
                "/a\n,raw,xvda"));
        Random random = new Random(7);
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            int count = 1 + random.nextInt(6);
            for (int j = 0; j < count; j++) {
                text.append(PARTS.get(random.nextInt(PARTS.size()))).append(random.nextInt(8) == 0 ? "" : ",");
            }
            texts.add(text.toString());
        }
        List<String> theirs = Libxlu.disks(directory).read(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(ours(texts.get(i)))
                    .as("'%s'", texts.get(i))
                    .isEqualTo(theirs.get(i).replace(" -", " s").replaceFirst("^-", "s"));
        }
        assertThat(theirs.stream().filter(line -> !line.equals("refused")).count())
                .isGreaterThan(50);
    }

    private static String ours(String text) {
        try {
            DomainDisk disk = DiskText.parse(text);
            return String.join(
                    " ",
                    hex(disk.target()),
                    String.valueOf(FORMATS.indexOf(disk.format())),
                    hex(disk.device()),
                    hex(disk.script()));
        } catch (DiskText.Refused e) {
            return "refused";
        }
    }

    private static String hex(String text) {
        return "s" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
