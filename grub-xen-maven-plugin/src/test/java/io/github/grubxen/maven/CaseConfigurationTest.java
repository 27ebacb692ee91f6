// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.AllowedErrors;
import io.github.grubxen.lab.Answer;
import io.github.grubxen.lab.BootCase;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestInitrd;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.platform.Platform;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code <case>} and {@code <disk>} say; Maven sets their fields as this does. */
class CaseConfigurationTest {
    private static final BootCase.Kernel IMAGE =
            new BootCase.Kernel("grub,1.bin", Platform.X86_64_XEN, Bytes.of("grub", new byte[0]));

    private static final String CONFIG = "boot/grub/grub.cfg";

    @TempDir
    Path directory;

    private final CaseConfiguration configured = new CaseConfiguration();
    private final DiskConfiguration disk = new DiskConfiguration();

    @Test
    void isNamedAfterItsImageAsFarAsANameOfACaseMayBe() throws Exception {
        assertThat(only().name()).isEqualTo("grub_1.bin");
    }

    @Test
    void takesItsImagesByAPatternOfTwoWildcards() throws Exception {
        for (String pattern : List.of("*", "grub,?.bin", " grub,* ", "grub,1.bin")) {
            set(configured, "image", pattern);
            assertThat(configured.cases(List.of(IMAGE))).as(pattern).hasSize(1);
        }
        set(configured, "image", "%regex[.*]");
        refused("<boot>/<case>/<image>: no image '%regex[.*]' in the packages");
    }

    @Test
    void typesItsAnswersInTheirOrder() throws Exception {
        AnswerConfiguration answer = new AnswerConfiguration();
        set(configured, "answers", List.of(answer));
        refused("<boot>/<case>/<answers>/<answer>: without <after>");
        set(answer, "after", "Enter passphrase");
        set(answer, "type", "secret");
        assertThat(only().answers()).containsExactly(new Answer("Enter passphrase", "secret", true));
    }

    @Test
    void refusesElementsWithoutAText() throws Exception {
        set(configured, "expect", Arrays.asList("a", null));
        refused("<boot>/<case>/<expect>/<text>: is empty");
        set(configured, "expect", List.of());
        set(configured, "forbid", List.of(" "));
        refused("<boot>/<case>/<forbid>/<text>: is empty");
        set(configured, "forbid", List.of());
        set(configured, "xl", Collections.singletonMap("vcpus", null));
        refused("<boot>/<case>/<xl>/<vcpus>: is empty");
    }

    @Test
    void failsAtEachErrorOfGrubsButForThoseThatItAllowsOrExpects() throws Exception {
        String missing = "error: file `/boot/grub/grubenv' not found.";
        assertThat(only().allowed()).isEqualTo(AllowedErrors.NONE);
        set(configured, "allow", List.of("grubenv' not found"));
        assertThat(allows(missing)).isTrue();
        assertThat(allows("error: no such device.")).isFalse();
        set(configured, "expect", List.of("error: no such device", "found"));
        assertThat(allows("error: no such device.")).isTrue();
        assertThat(allows("error: file `x' not found.")).isFalse();
        set(configured, "allow", Arrays.asList("a", null));
        refused("<boot>/<case>/<allow>/<text>: is empty");
    }

    private boolean allows(String error) throws Exception {
        return only().allowed().patterns().stream()
                .anyMatch(pattern -> pattern.matcher(error).find());
    }

    @Test
    void takesAKernelAndAnInitialRamDiskOfOnesOwn() throws Exception {
        set(disk, "kernelFile", file("kernel"));
        set(disk, "initrdFile", file("initrd"));
        GuestDisk.Made made = made();
        assertThat(text(made, "boot/vmlinuz")).isEqualTo("kernel");
        assertThat(text(made, "boot/initrd.img")).isEqualTo("initrd");
        assertThat(made.kernel()).contains(GuestKernel.OWN);
        assertThat(made.initrd()).isEqualTo(GuestInitrd.OWN);
        assertThat(text(made, CONFIG)).contains("linux /boot/vmlinuz ", "initrd /boot/initrd.img\n");
        assertThat(only().expected()).as("greeting and menu").hasSize(2);
    }

    @Test
    void startsAKernelWithoutAnInitialRamDiskWhereNoneIsWanted() throws Exception {
        set(disk, "kernel", "elf");
        set(disk, "initrd", "none");
        assertThat(made().initrd()).isEqualTo(GuestInitrd.NONE);
        assertThat(text(made(), CONFIG)).contains("linux /boot/vmlinuz ").doesNotContain("initrd");
    }

    @Test
    void givesAFileAsKernelTheLabsInitialRamDisk() throws Exception {
        set(disk, "kernelFile", file("kernel"));
        assertThat(made().initrd()).isEqualTo(GuestInitrd.LAB);
        assertThat(only().expected())
                .as("greeting, menu and the guest's report")
                .hasSize(3);
    }

    @Test
    void refusesWhatIsSaidTwiceOrNotKnown() throws Exception {
        set(disk, "kernel", "own");
        refused("<disk>/<kernel>: 'own' is not a form of a kernel");
        set(disk, "kernel", "elf");
        set(disk, "initrd", "usual");
        refused("<disk>/<initrd>: 'usual' is not a RAM disk of the lab. Use none, lab, or give a file of your own.");
        set(disk, "initrdFile", file("initrd"));
        refused("<disk>/<initrd>: given both as a file and by name");
        set(disk, "kernelFile", file("kernel"));
        refused("<disk>/<kernel>: given both as a file and by name");
    }

    @Test
    void refusesAnythingBesideADiskImage() throws Exception {
        set(disk, "image", file("disk.img"));
        set(disk, "fileSystem", "xfs");
        refused("<disk>/<image>: a disk image is the whole disk");
    }

    private void refused(String message) {
        assertThatThrownBy(this::only).isInstanceOf(BadInput.class).hasMessageContaining(message);
    }

    private BootCase only() throws Exception {
        set(configured, "disk", disk);
        return configured.cases(List.of(IMAGE)).get(0);
    }

    private GuestDisk.Made made() throws Exception {
        return (GuestDisk.Made) only().disks().get(0);
    }

    private static String text(GuestDisk.Made made, String path) throws BadInput {
        return Objects.requireNonNull(made.files().get(path)).utf8();
    }

    private File file(String name) throws IOException {
        return Files.writeString(directory.resolve(name), name).toFile();
    }

    private static void set(Object bean, String name, @Nullable Object value) throws Exception {
        Field field = bean.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(bean, value);
    }
}
