// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;

/** What every parser owes its input: a value, or a message that names the file; nothing else. */
public final class Fuzzing {
    /** The name that a message must have in it. */
    public static final String NAME = "the-fuzzed-file";

    /** Inputs that one run of the fuzzer tries. */
    public static final long EXECUTIONS = 1_200_000;

    private Fuzzing() {}

    /** What reads the input. */
    @FunctionalInterface
    public interface Parser {
        /** Reads it. */
        void read(Bytes input) throws IOException;
    }

    /** Lets a parser read the input; anything but a value or a message is a finding. */
    public static void readOrRefuse(byte[] input, Parser parser) throws IOException {
        try {
            parser.read(Bytes.of(NAME, input));
        } catch (BadInput refused) {
            assertThat(refused).hasMessageContaining(NAME);
        }
    }
}
