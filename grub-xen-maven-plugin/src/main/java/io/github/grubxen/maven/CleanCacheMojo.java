// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.cache.CacheContents;
import io.github.grubxen.cache.CacheKind;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.CacheEntry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists the contents of the cache by kind, with sizes and last uses, and deletes what no build has used for 30 days. The next
 * build that needs a deleted file fetches or makes it again. Waits until no other build uses the cache. Needs no project.
 *
 * @since 0.9.0
 */
@Mojo(name = "clean-cache", requiresProject = false, aggregator = true, threadSafe = true)
public class CleanCacheMojo extends AbstractCommandLineMojo {

    /**
     * The directory of the cache.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.cache", defaultValue = "${settings.localRepository}/.cache/grub-xen")
    private File cache;

    /**
     * Number of days. What a build has used within this time is kept.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.unusedFor", defaultValue = "30")
    private int unusedFor;

    /**
     * Deletes everything, however recently it was used.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.all", defaultValue = "false")
    private boolean all;

    /**
     * Only lists the contents, and what would be deleted.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.dryRun", defaultValue = "false")
    private boolean dryRun;

    @Override
    void run() throws IOException {
        if (unusedFor < 0) {
            throw new BadInput("grub-xen.unusedFor", "'" + unusedFor + "' is negative", "Give a number of days.");
        }
        Path directory = cache.toPath();
        if (!Files.isDirectory(directory)) {
            getLog().info("There is no cache " + directory);
            return;
        }
        Instant now = Instant.now();
        CacheContents contents = new CacheContents(directory);
        List<CacheKind> kinds = contents.kinds();
        kinds.forEach(kind -> getLog().info(kind.line(now)));
        Instant since = all ? Instant.MAX : now.minus(Duration.ofDays(unusedFor));
        List<CacheEntry> deleted = dryRun ? unused(kinds, since) : contents.deleteUnusedSince(since, log());
        String verb = dryRun ? "Would delete " : "Deleted ";
        long bytes = 0;
        for (CacheKind kind : kinds) {
            CacheKind gone = kind.among(deleted);
            if (!gone.entries().isEmpty()) {
                getLog().info(verb + gone.entries().size() + " of the " + kind.name() + ", "
                        + CacheKind.size(gone.bytes()));
                bytes += gone.bytes();
            }
        }
        long total = kinds.stream().mapToLong(CacheKind::bytes).sum();
        getLog().info(verb + CacheKind.size(bytes) + (all ? "" : ", unused for " + unusedFor + " days") + "; "
                + CacheKind.size(total - bytes) + (dryRun ? " would be" : " are") + " left in " + directory);
    }

    private static List<CacheEntry> unused(List<CacheKind> kinds, Instant since) {
        return kinds.stream()
                .flatMap(kind -> kind.entries().stream())
                .filter(entry -> entry.lastUse().isBefore(since))
                .toList();
    }
}
