// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After the prefix has changed, GRUB may not find the module of a command whose result would be certain. */
class MovedPrefixTest {
    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            if [ a = a ]; then yes; else no; fi                                                         ^ yes
            set prefix=; if [ a = a ]; then yes; else no; fi                                            ^ yes no
            prefix=(xen/xvda)/grub; if test a = b; then yes; else no; fi                                ^ yes no
            unset prefix; if false; then yes; else no; fi                                               ^ yes no
            set prefix=(memdisk)/grub; if [ a = a ]; then yes; else no; fi                              ^ yes
            [ b = b ]; set prefix=; if [ a = a ]; then yes; else no; fi                                 ^ yes
            [ b = b ]; set prefix=; if true; then yes; else no; fi                                      ^ yes no
            if ls; then [ b = b ]; fi; set prefix=; if [ a = a ]; then yes; else no; fi                 ^ yes no
            if ls; then set prefix=; fi; if [ a = a ]; then yes; else no; fi                            ^ yes no
            if ls; then set prefix=; true; else true; fi; if true; then yes; else no; fi                ^ yes no
            if ls; then true; set prefix=; else true; fi; if true; then yes; else no; fi                ^ yes
            """)
    void decidesWhatIsCertain(String script, String runs) throws IOException {
        Bytes file = Bytes.of("x.cfg", script.getBytes(StandardCharsets.UTF_8));
        assertThat(
                        ControlFlowGraph.of(Script.parse(file), Map.of(), Map.of("prefix", "(memdisk)/grub"))
                                .nodes()
                                .stream()
                                .map(Node::name)
                                .filter(name -> name.equals("yes") || name.equals("no"))
                                .collect(Collectors.joining(" ")))
                .isEqualTo(runs);
    }
}
