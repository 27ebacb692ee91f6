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

/** A {@code $?} that is kept in a variable has the value that it had then. */
class SavedStatusTest {
    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            true; rc=$?; if [ $rc = 0 ]; then yes; else no; fi                 ^ yes
            false; rc=$?; if [ $rc = 0 ]; then yes; else no; fi                ^ no
            false; set rc="$?"; if [ "$rc" != 0 ]; then yes; else no; fi       ^ yes
            false; rc=$?; true; if [ 0 -ne $rc ]; then yes; else no; fi        ^ yes
            true; rc=$?; false; if [ $rc -eq 0 ]; then yes; else no; fi        ^ yes
            ls; rc=$?; if [ "$rc" = 0 ]; then yes; else no; fi                 ^ yes no
            ls; rc=$?; false; if [ "$rc" = 0 ]; then yes; else no; fi          ^ yes no
            ls; rc=$?; true; if [ "$rc" != 0 ]; then yes; else no; fi          ^ yes no
            false; rc=$?; if [ $rc = 1 ]; then yes; else no; fi                ^ yes no
            false; rc=x$?; if [ $rc = 0 ]; then yes; else no; fi               ^ yes no
            function f { false; rc=$?; true; return $rc; }; if f; then yes; else no; fi ^ no
            function f { true; rc=$?; false; return $rc; }; if f; then yes; else no; fi ^ yes
            """)
    void decidesWhatRuns(String script, String runs) throws IOException {
        Bytes file = Bytes.of("x.cfg", script.getBytes(StandardCharsets.UTF_8));
        assertThat(ControlFlowGraph.of(Script.parse(file), Map.of(), Map.of()).nodes().stream()
                        .map(Node::name)
                        .filter(name -> name.equals("yes") || name.equals("no"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(runs);
    }
}
