// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.cache;

import io.github.grubxen.io.CacheEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files and directories of one kind in the cache.
 *
 * @param name the kind, in the plural
 * @param entries the files and directories
 */
public record CacheKind(String name, List<CacheEntry> entries) {
    private static final long UNIT = 1000;

    /** Copies the entries. */
    public CacheKind {
        entries = List.copyOf(entries);
    }

    /** The entries of this kind that are among others, such as the deleted ones. */
    public CacheKind among(Collection<CacheEntry> others) {
        Set<Object> paths = others.stream().map(CacheEntry::path).collect(Collectors.toSet());
        return new CacheKind(
                name,
                entries.stream().filter(entry -> paths.contains(entry.path())).toList());
    }

    /** The sum of the sizes in bytes. */
    public long bytes() {
        return entries.stream().mapToLong(CacheEntry::bytes).sum();
    }

    /** Name, number, size and last use. */
    public String line(Instant now) {
        Instant last = entries.stream()
                .map(CacheEntry::lastUse)
                .max(Instant::compareTo)
                .orElse(now);
        long days = Math.max(0, Duration.between(last, now).toDays());
        return name + ": " + entries.size() + ", " + size(bytes()) + ", last used "
                + (days == 0 ? "in the last 24 hours" : days + (days == 1 ? " day ago" : " days ago"));
    }

    /** A number of bytes in the largest unit of which there is at least one, with one decimal place. */
    public static String size(long bytes) {
        List<String> units = List.of("kB", "MB", "GB", "TB");
        double size = (double) bytes / UNIT;
        int unit = 0;
        while (size >= UNIT && unit < units.size() - 1) {
            size /= UNIT;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, units.get(unit));
    }
}
