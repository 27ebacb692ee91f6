// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulator that the stub is tested on: what it does not know must not pass for something else. */
class StubMachineTest {
    private static final int CODE = 0x1000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "90", // nop
                "0f 85 00 00 00 00", // jne
                "ff 30", // push [eax]
                "ff 10", // call [eax]
                "f7 d8", // neg eax
                "f7 f1", // div ecx
                "d1 f8", // sar eax, 1
                "83 d0 01", // adc eax, 1
                "8b 83 00 01 00 00", // mov eax, [ebx+256]
                "8b 04 25 00 00 00 00", // mov eax, [0], the long form
                "8b 44 24 04", // mov eax, [esp+4]
                "84 e4", // test ah, ah
                "02 64 0f ff", // add ah, [edi+ecx-1]
                "ac", // lodsb before cld
                "aa" // stosb before cld
            })
    void stopsAtWhatItDoesNotKnow(String code) {
        StubMachine machine = new StubMachine();
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(code);
        machine.put(CODE, bytes);
        assertThatThrownBy(() -> machine.run(CODE, CODE + bytes.length)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void halvesAndTellsWhatIsLeft() {
        StubMachine machine = new StubMachine();
        machine.put(CODE, HexFormat.ofDelimiter(" ").parseHex("83 e8 03 d1 e8 74 01 90 89 07"));
        for (int type : new int[] {3, 4}) {
            machine.set(StubMachine.EAX, type);
            machine.set(StubMachine.EDI, 0x2000);
            machine.run(CODE, CODE + 10);
            assertThat(machine.register(StubMachine.EAX)).isZero();
        }
        assertThat(machine.written()).containsExactly(0x2000, 0x2001, 0x2002, 0x2003);
    }
}
