// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.Bytes;
import java.io.IOException;

/** What every parser owes its input: a value, or a message that names the file; nothing else. */
public final class Fuzzing {
    /** The name that a message must have in it. */
    public static final String NAME = "the-fuzzed-file";

    /** Inputs that one run of the fuzzer tries. */
    public static final long EXECUTIONS = 1_200_000;

    /** Bytes that may be allocated for files with a few streams of xz: the dictionary of each may have 64 MiB. */
    public static final long DICTIONARIES = 1L << 30;

    private Fuzzing() {}

    /** What reads the input. */
    @FunctionalInterface
    public interface Parser {
        /** Reads it. */
        void read(Bytes input) throws IOException;
    }

    /** Lets a parser read the input; anything but a value or a message is a finding, and so is memory out of proportion. */
    public static void readOrRefuse(byte[] input, Parser parser) throws IOException {
        readOrRefuse(input, Untrusted.ALLOWANCE, parser);
    }

    /**
     * As {@link #readOrRefuse(byte[], Parser)}.
     *
     * @param allowance bytes that may be allocated besides those in proportion to the input
     */
    public static void readOrRefuse(byte[] input, long allowance, Parser parser) throws IOException {
        Untrusted.read(NAME, input, allowance, () -> {
            parser.read(Bytes.of(NAME, input));
            return true;
        });
    }
}
