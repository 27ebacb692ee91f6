// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SmallKernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line of guest-check names: images, packages, xl configurations, and many of these. */
class GuestCheckGoalTest {
    @TempDir
    Path directory;

    private Goal goal = new Goal(Path.of(""));
    private String pv = "";
    private String pvh = "";

    @BeforeEach
    void imagesAndAKernel() throws IOException {
        goal = new Goal(directory).set("kernel", "vmlinuz");
        Files.write(directory.resolve("vmlinuz"), SmallKernel.bzImage(gzip(SmallKernel.elf())));
        pv = image(Platform.X86_64_XEN);
        pvh = image(Platform.I386_XEN_PVH);
    }

    @Test
    void theImageIsTheKernelOfTheConfigurationUnlessOneIsGiven() throws Exception {
        guest("web.cfg", "type = 'pvh'\nkernel = '" + pvh + "'");
        run(goal.set("domain", "web.cfg"));
        assertThat(goal.lines()).anyMatch(line -> line.equals("The guest boots, under " + pvh));
        goal.set("image", pv);
        fails("the guest will not boot under " + pv);
        assertThat(goal.errors().get(0)).contains("[domain-type]");
        goal.set("image", null);
        guest("web.cfg", "kernel = '/none/grub.bin'");
        run(goal);
        assertThat(goal.lines())
                .contains(
                        "Not checked: No image: /none/grub.bin: no such file.",
                        "The guest may boot (its kernel was not checked), under " + directory.resolve("web.cfg"));
    }

    @Test
    void anImageOfAPackageIsChosenByTypePathAndKernel() throws Exception {
        goal.set("debs", GrubRelease.BOOKWORM.deb("grub-xen-host").toAbsolutePath());
        guest("web.cfg", "type = 'pvh'\nkernel = '/other'");
        run(goal.set("domain", "web.cfg"));
        assertThat(goal.lines()).anyMatch(line -> line.contains("/usr/lib/grub-xen/grub-i386-xen_pvh.bin"));
        guest("web.cfg", "kernel = '/other'");
        run(goal);
        assertThat(goal.lines()).anyMatch(line -> line.contains("/usr/lib/grub-xen/grub-x86_64-xen.bin"));
        guest("web.cfg", "kernel = '/usr/lib/grub-xen/grub-i386-xen.bin'");
        fails("grub-i386-xen.bin, for");
        run(goal.set("domain", null).set("to", "pvh"));
        assertThat(goal.lines()).anyMatch(line -> line.contains("/usr/lib/grub-xen/grub-i386-xen_pvh.bin"));
        goal.set("to", null);
        fails("the packages have several images that fit: ");
        run(goal.set("image", "grub-x86_64-xen.bin"));
        goal.set("image", "other.bin");
        fails("no image 'other.bin' in the packages");
    }

    @Test
    void manyGuestsGiveATableWithTotals() throws Exception {
        aFleet();
        goal.set("guests", "fleet").set("report", "json");
        fails("2 of 5 guests will not boot");
        assertThat(goal.lines())
                .contains(
                        "a      boots",
                        "b      will not boot  domain-type: the guest is pv, and the image is for i386-xen_pvh",
                        "d      boots",
                        "e      not checked    No image: /none: no such file.",
                        "5 guests: 2 boot, 0 boot with a warning, 2 will not boot, 1 were not checked");
        assertThat(goal.lines()).anyMatch(line -> line.startsWith("c.cfg  will not boot  domain-config: "));
        assertThat(goal.lines())
                .filteredOn(line -> line.matches("\\d+ guests? .*"))
                .hasSize(4)
                .containsSubsequence(
                        "1 guest      will not boot  domain-type: the guest is pv, and the image is for i386-xen_pvh",
                        "1 guest      not checked    No image: /none: no such file.",
                        "2 guests     boots");
        JsonObject json = JsonParser.parseString(
                        Files.readString(directory.resolve("target/grub-xen/reports/guest-check.json")))
                .getAsJsonObject();
        JsonArray guests = json.getAsJsonArray("guests");
        assertThat(guests).hasSize(5);
        assertThat(guests.get(1).getAsJsonObject().get("verdict").getAsString()).isEqualTo("will-not-boot");
        assertThat(json.getAsJsonArray("findings")).hasSize(2);
    }

    @Test
    void standardInputListsGuests() throws Exception {
        aFleet();
        InputStream before = System.in;
        try {
            goal.set("guests", "-");
            System.setIn(new ByteArrayInputStream("fleet/d.cfg\n\nfleet/a.cfg\n".getBytes(StandardCharsets.UTF_8)));
            run(goal);
            assertThat(goal.lines()).containsSubsequence("d  boots", "a  boots");
            System.setIn(new ByteArrayInputStream(new byte[0]));
            fails("standard input: lists no guests");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void anotherListOfGuestsIsRefused() throws Exception {
        goal.set("guests", "none");
        fails("none is not a directory");
        Files.createDirectory(directory.resolve("empty"));
        goal.set("guests", "empty");
        fails("no file *.cfg in ");
        goal.set("domain", "web.cfg");
        fails("grub-xen.domain is set too");
        goal.set("domain", null).set("guests", null);
        fails("grub-xen.image: no image to check");
    }

    private void aFleet() throws IOException {
        Files.createDirectory(directory.resolve("fleet"));
        guest("fleet/a.cfg", "type = 'pvh'\nkernel = '" + pvh + "'");
        guest("fleet/b.cfg", "kernel = '" + pvh + "'");
        guest("fleet/c.cfg", "kernel = 1 + 1");
        guest("fleet/d.cfg", "kernel = '" + pv + "'");
        guest("fleet/e.cfg", "kernel = '/none'");
        guest("fleet/a.cfg.bak", "kernel = '/none'");
    }

    private void guest(String file, String settings) throws IOException {
        String name = Path.of(file).getFileName().toString().replaceFirst("\\..*", "");
        Files.writeString(directory.resolve(file), "name = '" + name + "'\n" + settings + "\nmemory = 512\n");
    }

    private String image(Platform platform) throws IOException {
        Path file = directory.resolve(platform + ".bin");
        Files.write(file, GrubRelease.BOOKWORM.publishedImage(platform).toArray());
        return file.toString();
    }

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        }
        return out.toByteArray();
    }

    private void run(Goal configured) throws Exception {
        configured.run("guest-check", new GuestCheckMojo());
    }

    private void fails(String message) {
        assertThatThrownBy(() -> run(goal))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(message);
    }
}
