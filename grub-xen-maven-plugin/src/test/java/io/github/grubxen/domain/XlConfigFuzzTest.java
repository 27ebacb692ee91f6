// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.Fuzzing;
import io.github.grubxen.testing.Untrusted;
import java.io.IOException;
import java.util.Optional;

/** Configurations of any bytes. */
class XlConfigFuzzTest {

    /** Each assignment is where its span says, and can be read alone. */
    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void configurations(byte[] input) throws IOException {
        Bytes file = Bytes.of(Fuzzing.NAME, input);
        Optional<XlConfig> config = Untrusted.read(Fuzzing.NAME, input, () -> XlConfig.parse(file));
        if (config.isPresent()) {
            for (Setting setting : config.get().settings()) {
                Span span = setting.span();
                Bytes part = file.slice(span.start(), span.end() - span.start());
                assertThat(part.latin1()).startsWith(setting.name());
                assertThat(XlConfig.parse(part).settings()).hasSize(1);
                assertThat(config.get().value(setting.name())).isPresent();
                assertThat(config.get().number(setting.name())).isNotNull();
            }
            Untrusted.read(Fuzzing.NAME, input, () -> Domain.of(config.get()));
            Untrusted.read(Fuzzing.NAME, input, () -> DomainDisk.all(config.get()))
                    .ifPresent(disks ->
                            assertThat(disks).hasSameSizeAs(config.get().strings("disk")));
        }
    }

    /** A changed configuration is one that is read, of the wanted type, and is not changed once more. */
    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void conversions(byte[] input) throws IOException {
        ImagePath image = ImagePath.of("the image", "/usr/lib/grub-xen/grub.bin");
        for (GuestType type : new GuestType[] {GuestType.PV, GuestType.PVH}) {
            Fuzzing.readOrRefuse(input, file -> {
                Conversion conversion = Conversion.of(XlConfig.parse(file), type, image);
                XlConfig result = XlConfig.parse(conversion.result());
                assertThat(result.string("kernel")).contains("/usr/lib/grub-xen/grub.bin");
                assertThat(Domain.of(result).type()).isEqualTo(type);
                assertThat(Conversion.of(result, type, image).isUnchanged()).isTrue();
                assertThat(conversion.isUnchanged())
                        .isEqualTo(conversion.result().equals(file));
            });
        }
    }
}
