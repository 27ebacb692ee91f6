// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations before and after. ConversionPropertiesTest holds what is true of all of them. */
class ConversionTest {
    private static final String PVH = "/usr/lib/grub-xen/grub-i386-xen_pvh.bin";
    private static final String PV = "/usr/lib/grub-xen/grub-x86_64-xen.bin";

    @Test
    void aGuestWithTheImageForPvGetsTwoOtherLines() throws BadInput {
        assertThat(toPvh("# web1\nname\t= 'web1' ;memory=512\nkernel=  '" + PV
                        + "'  # GRUB\ntype = \"pv\"\ndisk = [ ]\n"))
                .isEqualTo("# web1\nname\t= 'web1' ;memory=512\nkernel=  '" + PVH
                        + "'  # GRUB\ntype = \"pvh\"\ndisk = [ ]\n");
    }

    @Test
    void aGuestWithPygrubGetsAKernelAndAType() throws BadInput {
        assertThat(
                        toPvh(
                                "name = 'web1'\nbootloader = 'pygrub'\nbootloader_args = [ '--args=x',\n '-q' ]\nmemory = 512\n"))
                .isEqualTo("name = 'web1'\nkernel = \"" + PVH + "\"\ntype = \"pvh\"\nmemory = 512\n");
    }

    @Test
    void aGuestWithTheHostsKernelLosesItsInitrdAndItsCommandLine() throws BadInput {
        assertThat(toPvh("kernel = '/boot/vmlinuz'\nramdisk = '/boot/initrd.img'\nname = 'web1'\n"
                        + "root = '/dev/xvda1 ro'\nextra = 'console=hvc0'\nextra += ' quiet'\n"))
                .isEqualTo("kernel = '" + PVH + "'\ntype = \"pvh\"\nname = 'web1'\n");
    }

    @Test
    void anHvmGuestLosesItsEmulatedHardware() throws BadInput {
        assertThat(
                        toPvh(
                                "builder = \"hvm\"\nname = \"web1\"\nboot = \"c\"\nvnc = 1\nvncpasswd = ''\nserial = 'pty'\nacpi = 1\n"
                                        + "device_model_version = 'qemu-xen'\nfirmware = 'ovmf'\nusbdevice = 'tablet'\nvcpus = 2\n"))
                .isEqualTo("name = \"web1\"\nkernel = \"" + PVH + "\"\ntype = \"pvh\"\nacpi = 1\nvcpus = 2\n");
    }

    @Test
    void aPvGuestKeepsItsFramebufferAndTheProgramBehindIt() throws BadInput {
        String rest = "vnc = 1\ndevice_model_override = '/usr/bin/qemu'\n";
        assertThat(toPvh("name='x'\nkernel='k'\ntype='pv'\n" + rest)).endsWith(rest);
    }

    @Test
    void aLineForGrubStays() throws BadInput {
        String extra = "extra = 'xen_grub_env_root=xen/xvda1'\n";
        assertThat(toPvh("name='x'\nkernel='k'\n" + extra)).contains(extra);
    }

    @Test
    void theShimStaysOnlyForPv() throws BadInput {
        String shim = "name='x'\nkernel='k'\ntype='pvh'\npvshim=1\npvshim_path='/s'\n";
        assertThat(toPvh(shim)).doesNotContain("pvshim");
        assertThat(toPv(shim)).contains("pvshim=1\n");
    }

    @Test
    void whatXlRefusesForPvGoesThere() throws BadInput {
        String timer = "name='x'\nkernel='k'\ntype='pvh'\ntimer_mode=1\n";
        assertThat(toPv(timer)).doesNotContain("timer_mode");
        assertThat(toPvh(timer)).contains("timer_mode");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootloader='x'; vcpus=1 | vcpus=1",
                "vcpus=1; bootloader='x' | vcpus=1;",
                "vcpus=1;bootloader='x';memory=2 | vcpus=1;memory=2",
                "vcpus=1; bootloader='x'; root='y'; memory=2 | vcpus=1; memory=2",
                "vcpus=1; bootloader='x' # why | vcpus=1; # why",
                "bootloader='x' # why | # why",
                "bootloader='x'; root='y' # why | # why",
            })
    void theRestOfALineStays(String line, String rest) throws BadInput {
        String others = "name='x'\nkernel='" + PVH + "'\ntype='pvh'\n";
        assertThat(toPvh(others + line + "\n")).isEqualTo(others + rest + "\n");
        if (line.indexOf('#') < 0) { // a comment needs a line feed
            assertThat(toPvh(others + line)).isEqualTo(others + rest);
        }
    }

    @Test
    void aLineOfWhichNothingIsLeftGoesAndTheFileNeedsNoLastLineEnd() throws BadInput {
        String others = "name='x'\nkernel='" + PVH + "'\ntype='pvh'\n";
        assertThat(toPvh(others + "  bootloader = 'x' ; root='y';  \nvcpus=1")).isEqualTo(others + "vcpus=1");
        assertThat(toPvh(others + "bootloader='x'")).isEqualTo(others);
        assertThat(toPvh("kernel='k';name='x'")).isEqualTo("kernel='" + PVH + "';name='x'\ntype = \"pvh\"\n");
        assertThat(toPvh("name='x'")).isEqualTo("name='x'\nkernel = \"" + PVH + "\"\ntype = \"pvh\"\n");
    }

    @Test
    void newLinesAreAddedOutsideOfLists() throws BadInput {
        assertThat(toPvh("name='x'; disk = [\n'a',\n'b' ]; vcpus = [\n]\nbootloader='y'\n"))
                .isEqualTo("name='x'; disk = [\n'a',\n'b' ]; vcpus = [\n]\nkernel = \"" + PVH + "\"\ntype = \"pvh\"\n");
    }

    @Test
    void ofSeveralLinesForASettingOneStays() throws BadInput {
        assertThat(toPvh("name='x'\nkernel='a'\nkernel='b'\nkernel+='c'\ntype='p'\ntype+='v'\n"))
                .isEqualTo("name='x'\nkernel='" + PVH + "'\ntype='pvh'\n");
    }

    @Test
    void eachChangeHasItsLineAndItsReason() throws BadInput {
        Conversion conversion = convert("name = 'x'\nbootloader = 'pygrub'\nroot = 'y'\n", GuestType.PVH, PVH);
        assertThat(conversion.changes().stream().map(Change::toString))
                .containsExactly(
                        "guest.cfg:1:1: adds kernel after this line: the image that starts in the guest",
                        "guest.cfg:1:1: adds type after this line: the type of guests that start with this image",
                        "guest.cfg:2:1: removes bootloader: xl would start what it finds, instead of the image",
                        "guest.cfg:3:1: removes root: the guest's own GRUB configuration has the kernel's command line");
        assertThat(conversion.difference())
                .containsExactly(
                        "@@ -1,3 +1,3 @@",
                        " name = 'x'",
                        "+kernel = \"" + PVH + "\"",
                        "+type = \"pvh\"",
                        "-bootloader = 'pygrub'",
                        "-root = 'y'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name='x'\nkernel=['k']\n|guest.cfg:2:1: a list for kernel, which xl ignores",
                "name='x'\nbuilder='linux'\n|guest.cfg:2:1: 'linux' is not a builder of xl",
                "name='x'\ntype='pvh';builder='hvm'\n|guest.cfg:2:12: builder stands for hvm, but type is pvh",
                "kernel='k'\n|guest.cfg: has no name for the guest",
                "name='x'\nvif=[ 'mac=a', 'type=ioemu,mac=b' ]\n|guest.cfg:2:16: an emulated network card",
                "name='x'\npci=['01:00.0']\n|guest.cfg:2:1: the guest has a device of the host",
                "name='x'\npassthrough='enabled'\n|guest.cfg:2:1: libxl refuses passthrough for pvh guests",
                "name='x' + y\n|guest.cfg:1:10: "
            })
    void whatItDoesNotUnderstandIsRefusedWithItsLine(String row) {
        String[] parts = row.split("\\|", 2);
        assertThatThrownBy(() -> toPvh(parts[0])).isInstanceOf(BadInput.class).hasMessageContaining(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grub.bin", "", "/a'b", "/a\\b", "/a\nb", "/a\"b"})
    void aPathThatAConfigurationCannotHaveIsRefused(String path) {
        assertThatThrownBy(() -> ImagePath.of("the option", path))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("the option: ");
    }

    @Test
    void aPathOfOtherCharactersIsWrittenInUtf8() throws BadInput {
        Conversion conversion = convert("name='x'\n", GuestType.PVH, "/srv/gr\u00fcb.bin");
        assertThat(conversion.result().utf8()).contains("kernel = \"/srv/gr\u00fcb.bin\"");
    }

    private static String toPvh(String text) throws BadInput {
        return convert(text, GuestType.PVH, PVH).result().latin1();
    }

    private static String toPv(String text) throws BadInput {
        return convert(text, GuestType.PV, PV).result().latin1();
    }

    private static Conversion convert(String text, GuestType to, String image) throws BadInput {
        Bytes file = Bytes.of("guest.cfg", text.getBytes(StandardCharsets.ISO_8859_1));
        return Conversion.of(XlConfig.parse(file), to, ImagePath.of("image", image));
    }
}
