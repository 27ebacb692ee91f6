// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Our images of each GRUB release on a real Xen: guests that must boot, and guests that must fail, in one run of QEMU. */
@Tag("lab")
class BootMatrixTest {
    @TempDir
    static Path directory;

    private static List<BootCase> good = List.of();

    /** Cases that must fail, each with a part of its message. */
    private static Map<BootCase, String> bad = Map.of();

    private static final Map<String, CaseResult> RESULTS = new HashMap<>();

    @BeforeAll
    static void run() throws IOException {
        good = BootMatrix.of(directory).stream()
                .filter(each -> !BootMatrix.NIGHTLY.contains(each.name()))
                .toList();
        bad = FailingCases.of(directory);
        List<BootCase> all = Stream.concat(good.stream(), bad.keySet().stream()).toList();
        for (CaseResult result : LabCases.lab().run(all, Path.of("target/lab/matrix"))) {
            RESULTS.put(result.bootCase().name(), result);
        }
    }

    @TestFactory
    Stream<DynamicTest> boots() {
        Stream<DynamicTest> needed = BootMatrix.MKFS.values().stream()
                .map(program -> DynamicTest.dynamicTest("needs " + program, () -> Tools.require(program)));
        Stream<DynamicTest> passed = good.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.name(),
                        () -> assertThat(result(each).passed())
                                .as(result(each).line())
                                .isTrue()));
        return Stream.concat(needed, passed);
    }

    @TestFactory
    Stream<DynamicTest> fails() {
        return bad.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey().name(),
                        () -> assertThat(result(each.getKey()).failure().orElse("passed"))
                                .contains(each.getValue())));
    }

    private static CaseResult result(BootCase bootCase) {
        CaseResult result = RESULTS.get(bootCase.name());
        assertThat(result).as(bootCase.name()).isNotNull();
        return Objects.requireNonNull(result);
    }
}
