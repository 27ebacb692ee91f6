// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a guest starts. {@code lab.GuestConfigOnXenTest} compares these refusals with xl on a real Xen. */
class DomainTest {

    @Test
    void aDiskOfManyPartsIsReadInTime() {
        String line = "name='x';disk=['" + "discard,".repeat(100_000) + "/a,raw,xvda'];";
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(DomainDisk.all(
                                XlConfig.parse(Bytes.of("guest.cfg", line.getBytes(StandardCharsets.ISO_8859_1)))))
                        .containsExactly(new DomainDisk("/a", "raw", "xvda", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "'',PV",
        "type='pvh',PVH",
        "type='p',PV",
        "type='pv',PV",
        "type='',HVM",
        "type='hv',HVM",
        "type=['pvh'],PV",
        "builder='hvm',HVM",
        "builder='generic',PV",
        "builder='',HVM",
        "type='pv';builder='gen',PV",
        "pvh=1,PV"
    })
    void theTypeIsAsXlReadsIt(String line, GuestType type) throws BadInput {
        assertThat(domain("name='x';kernel='k';" + line).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "type='pvhx',1:,is not a type of guest",
        "type='PVH',1:,is not a type of guest",
        "builder='linux',1:,is not a builder of xl",
        "type='pvh';builder='generic',1:,'builder stands for pv, but type is pvh'",
        "firmware='pvgrub64',1:,both kernel and firmware",
    })
    void whatXlRefusesIsRefusedWithItsLine(String line, String place, String problem) {
        assertThatThrownBy(() -> domain(line + ";name='x';kernel='k'"))
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll("guest.cfg:" + place, problem);
    }

    @Test
    void aGuestNeedsANameAndSomethingThatStarts() {
        assertThatThrownBy(() -> domain("kernel='k'")).hasMessageContaining("no name for the guest");
        assertThatThrownBy(() -> domain("name='x';type='pvh'"))
                .hasMessageContaining("neither a kernel nor a bootloader");
        assertThatThrownBy(() -> domain("name='x';firmware='ovmf'"))
                .hasMessageContaining("'ovmf' is not a firmware for pv guests");
    }

    @Test
    void theCommandLineIsThatOfTheKernel() throws BadInput {
        assertThat(domain("name='x';kernel='k';root='/dev/xvda';extra='ro'").commandLine())
                .isEqualTo("root=/dev/xvda ro");
        assertThat(domain("name='x';kernel='k';extra='ro';cmdline='rw'").commandLine())
                .isEqualTo("rw");
        assertThat(domain("name='x';kernel='k'").commandLine()).isEmpty();
    }

    private static Domain domain(String text) throws BadInput {
        return Domain.of(XlConfig.parse(Bytes.of("guest.cfg", text.getBytes(StandardCharsets.ISO_8859_1))));
    }
}
