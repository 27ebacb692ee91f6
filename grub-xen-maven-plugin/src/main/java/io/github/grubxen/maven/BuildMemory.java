// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/** Data that all goals of one build share, in any project and thread. */
final class BuildMemory {
    private BuildMemory() {}

    /**
     * The time at which the build began. It is the same for all goals and projects.
     *
     * @param session the build's session; without one, as in a test, or if Maven knows no time, the time of the first call is
     *     used
     */
    static Instant start(@Nullable MavenSession session) {
        MavenExecutionRequest request = session == null ? null : session.getRequest();
        if (request == null) {
            return Instant.now();
        }
        synchronized (request) {
            Date known = request.getStartTime();
            Object start = known != null
                    ? known.toInstant()
                    : request.getData().computeIfAbsent("grub-xen:start", key -> Instant.now());
            return (Instant) start;
        }
    }

    /**
     * Whether this is the first call of the build with this key. With it, a message about the whole build is logged once. Maven
     * keeps one request for all projects of a reactor. A static field would outlive the build in a Maven daemon.
     *
     * @param session the build's session; always true without a session, as in a test
     */
    static boolean isFirst(@Nullable MavenSession session, String key) {
        MavenExecutionRequest request = session == null ? null : session.getRequest();
        if (request == null) {
            return true;
        }
        synchronized (request) {
            Map<String, Object> data = request.getData();
            return data.put("grub-xen:" + key, true) == null;
        }
    }
}
