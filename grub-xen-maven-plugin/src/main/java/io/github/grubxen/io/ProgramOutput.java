// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** The output of a program on one of its streams, read while it runs and limited in size. */
final class ProgramOutput {
    /** Maximum number of bytes that a program may write to a stream. A program that writes more is ended. */
    static final int MAX_BYTES = 1 << 24;

    /** Number of bytes of a stream of messages that are kept from its beginning, and from its end. */
    static final int KEPT = 1 << 17;

    private ProgramOutput() {}

    /** A program wrote more than {@link #MAX_BYTES}. */
    static final class TooMuch extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        TooMuch(String what) {
            super("printed more than " + (MAX_BYTES >> 20) + " MiB to its standard " + what);
        }
    }

    /**
     * The whole contents of a stream with data.
     *
     * @param end ends the program if it writes more than {@link #MAX_BYTES}
     */
    static CompletableFuture<String> whole(InputStream in, Runnable end) {
        return collect(in, "output", MAX_BYTES, end);
    }

    /**
     * The beginning and the end of a stream of messages.
     *
     * @param end ends the program if it writes more than {@link #MAX_BYTES}
     */
    static CompletableFuture<String> messages(InputStream in, Runnable end) {
        return collect(in, "error", KEPT, end);
    }

    /**
     * Reads each stream in a separate thread. Otherwise, a program that fills one stream while the other is read would wait
     * forever.
     */
    private static CompletableFuture<String> collect(InputStream in, String what, int kept, Runnable end) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                text.complete(read(in, what, kept));
            } catch (IOException e) {
                text.completeExceptionally(e);
                end.run();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return text;
    }

    private static String read(InputStream in, String what, int kept) throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        byte[] last = new byte[0];
        byte[] buffer = new byte[1 << 13];
        long more = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (first.size() + more + n > MAX_BYTES) {
                throw new TooMuch(what);
            }
            int begin = Math.min(n, kept - first.size());
            first.write(buffer, 0, begin);
            last = begin < n && last.length == 0 ? new byte[kept] : last;
            for (int i = begin; i < n; i++) {
                last[(int) (more++ % kept)] = buffer[i];
            }
        }
        if (more > kept) {
            first.writeBytes(
                    ("\n... " + (more - kept) + " bytes are left out ...\n").getBytes(StandardCharsets.US_ASCII));
            int oldest = (int) (more % kept);
            first.write(last, oldest, kept - oldest);
            first.write(last, 0, oldest);
        } else {
            first.write(last, 0, (int) more);
        }
        return first.toString(StandardCharsets.UTF_8);
    }
}
