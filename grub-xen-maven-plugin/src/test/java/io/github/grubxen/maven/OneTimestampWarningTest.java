// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** A build without project.build.outputTimestamp says so in one line, whatever its goals, projects and threads. */
class OneTimestampWarningTest {
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    @Test
    void isPrintedOnceForAllGoalsProjectsAndThreadsOfABuild() throws Exception {
        MavenExecutionRequest build = new DefaultMavenExecutionRequest();
        List<Callable<Long>> goals = new ArrayList<>();
        for (int project = 0; project < 30; project++) {
            MavenSession session = session(build); // Maven has one for each project and thread
            for (AbstractGrubXenMojo goal : List.of(new LintMojo(), new ImagesMojo(), new VerifyMojo())) {
                goals.add(goal(goal, session)::timestamp);
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (var time : threads.invokeAll(goals)) {
                assertThat(time.get()).isEqualTo(1420070400);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(warnings).singleElement().asString().startsWith("project.build.outputTimestamp is not set");
    }

    @Test
    void isPrintedAgainInTheNextBuild() throws Exception {
        goal(new ImagesMojo(), session(new DefaultMavenExecutionRequest())).timestamp();
        goal(new ImagesMojo(), session(new DefaultMavenExecutionRequest())).timestamp();
        assertThat(warnings).hasSize(2);
    }

    @SuppressWarnings("deprecation") // Maven has no other for tests
    static MavenSession session(MavenExecutionRequest build) {
        return new MavenSession(null, null, build, new DefaultMavenExecutionResult());
    }

    private AbstractGrubXenMojo goal(AbstractGrubXenMojo goal, MavenSession session) throws Exception {
        Field field = AbstractGrubXenMojo.class.getDeclaredField("session");
        field.setAccessible(true);
        field.set(goal, session);
        goal.setLog(new SystemStreamLog() {
            @Override
            public void warn(CharSequence line) {
                warnings.add(line.toString());
            }
        });
        return goal;
    }
}
