// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModInfo;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTest {

    @ParameterizedTest
    @EnumSource(Template.class)
    void isFoundByItsName(Template template) throws BadInput {
        assertThat(Template.of("<template>", template.toString())).isEqualTo(template);
    }

    @Test
    void ofAnotherNameListsThoseThereAre() {
        assertThatThrownBy(() -> Template.of("<template>", "kernel"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("'kernel' is not a template. Use guest-config, second-stage, fixed-kernel");
    }

    @Test
    void thatReadsTheDomainsExtraPointsToTheMatrixWhereGrubDoesNot() {
        assertThatThrownBy(() -> Template.EXTRA_KERNEL.check(release("2.12")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("GRUB 2.12-9 cannot read the domain's extra=; GRUB 2.14 can")
                .hasMessageContaining("an image for each command line");
        assertThatCode(() -> Template.EXTRA_KERNEL.check(release("2.14"))).doesNotThrowAnyException();
        assertThatCode(() -> Template.FIXED_KERNEL.check(release("2.06"))).doesNotThrowAnyException();
    }

    @Test
    void thatLacksAValueNamesIt() {
        assertThatThrownBy(Template.FIXED_KERNEL::filled).hasMessageContaining("@grub.cmdline@ has no value");
    }

    @Test
    void endsAsConfiguredWhereNothingWasFound() throws BadInput {
        assertThat(Template.GUEST_CONFIG.filled().utf8()).contains("set last=wait\n");
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void looksForTheGuestsFilesEverywhereButInTheMemdisk(Template template) {
        String[] parts = template.text().latin1().split("for device in \\(\\*\\); do\\s+", -1);
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(Arrays.asList(parts).subList(1, parts.length))
                .allMatch(body -> body.startsWith("if [ \"$device\" != \"(memdisk)\" -a "));
    }

    @Test
    void saysInOneLineAllThatWasLookedFor() throws BadInput {
        String text = Template.GUEST_CONFIG.filled().utf8();
        String last = text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("echo \"No boot configuration"))
                .findFirst()
                .orElseThrow();
        assertThat(last)
                .contains(" @, @rootfs or @boot", "$stage in /boot/xen or /xen")
                .contains("grub.cfg in /boot/grub, /boot/grub2, /grub or /grub2", "menu.lst in /boot/grub or /grub");
    }

    private static ModInfo release(String release) {
        return new ModInfo("x86_64", "xen", release, release + "-9");
    }
}
