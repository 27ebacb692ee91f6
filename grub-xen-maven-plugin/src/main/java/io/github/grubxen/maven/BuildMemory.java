// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/** What the goals of one build have in common, in whatever project and thread they run. */
final class BuildMemory {
    private BuildMemory() {}

    /**
     * The time at which the build began, the same for all its goals and projects.
     *
     * @param session the build's session; without one, as in a test, and where Maven knows no time, it is that of the first call
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
     * Whether this is the first call of the build with this key, so that what holds for the whole build is said once. Maven keeps
     * one request for all projects of a reactor; a static field would outlive the build in a Maven daemon.
     *
     * @param session the build's session; always true without one, as a goal has none in a test
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
