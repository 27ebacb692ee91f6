// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** More guests like those that boot in each run: with another release of GRUB, platform, file system or machine. */
@Tag("lab")
@Tag("nightly")
class BootVariantsTest {
    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> boot() throws IOException {
        List<BootCase> cases = new ArrayList<>(BootMatrix.of(directory));
        cases.removeIf(each -> !BootMatrix.NIGHTLY.contains(each.name()));
        assertThat(cases).extracting(BootCase::name).containsExactlyInAnyOrderElementsOf(BootMatrix.NIGHTLY);
        cases.addAll(GuestMachinesTest.slow());
        return LabCases.lab().run(cases, Path.of("target/lab/variants")).stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.bootCase().name(),
                        () -> assertThat(result.passed()).as(result.line()).isTrue()));
    }
}
