// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.domain.XlConfig;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.SideBySide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Judges many guests, in several threads. */
public final class Fleet {
    private Fleet() {}

    /**
     * The verdicts about all guests, in the order of their configurations.
     *
     * @param configs the configurations
     * @param progress takes the number of guests that are done, after each; called by several threads
     */
    public static List<Judged> judge(List<Path> configs, DomainJudge judge, IntConsumer progress) throws IOException {
        AtomicInteger done = new AtomicInteger();
        List<Callable<Judged>> parts = new ArrayList<>();
        for (Path config : configs) {
            parts.add(() -> {
                Judged judged = judged(config, judge);
                progress.accept(done.incrementAndGet());
                return judged;
            });
        }
        return SideBySide.run(parts);
    }

    private static Judged judged(Path config, DomainJudge judge) throws IOException {
        Bytes file;
        try {
            file = Bytes.read(config, XlConfig.MAX_BYTES);
        } catch (BadInput e) {
            return Judged.refused(config.toString(), e.diagnostic());
        }
        return judge.judge(file);
    }
}
