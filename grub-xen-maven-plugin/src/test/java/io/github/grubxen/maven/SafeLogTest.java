// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** What goals say of names and files that were made to command a terminal. */
class SafeLogTest {
    private static final String HOSTILE = "a\u009b2Jb\u001b[2Jc\u202e\n[ERROR] d";
    private static final String SHOWN = "a?2Jb?[2Jc??[ERROR] d";

    private final List<String> lines = new ArrayList<>();

    @Test
    void showsNothingThatATerminalObeys() throws Exception {
        goal(mojo -> {
                    mojo.log().info(HOSTILE);
                    mojo.log().warn(HOSTILE);
                    mojo.getLog().error(HOSTILE);
                })
                .execute();
        assertThat(lines).containsExactly(SHOWN, SHOWN, SHOWN);
    }

    @Test
    void failsWithAMessageAndACauseThatATerminalDoesNotObey() {
        for (IOException failure : List.of(new BadInput(HOSTILE, "no module", "Look."), new IOException(HOSTILE))) {
            Throwable thrown = catchThrowable(() -> goal(mojo -> {
                        throw failure;
                    })
                    .execute());
            assertThat(thrown).hasMessageContaining(SHOWN);
            assertThat(thrown.getCause()).hasMessageContaining(SHOWN);
        }
    }

    /** What a goal does. */
    private interface Work {
        void on(AbstractGrubXenMojo mojo) throws IOException;
    }

    private AbstractGrubXenMojo goal(Work work) {
        AbstractGrubXenMojo mojo = new AbstractGrubXenMojo() {
            @Override
            boolean skipGoal() {
                return false;
            }

            @Override
            void make() throws IOException {
                work.on(this);
            }
        };
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                lines.add(content.toString());
            }

            @Override
            public void warn(CharSequence content) {
                lines.add(content.toString());
            }

            @Override
            public void error(CharSequence content) {
                lines.add(content.toString());
            }
        });
        return mojo;
    }
}
