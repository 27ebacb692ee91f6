// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.io.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Translates exceptions of a goal into Maven's: a failure for a problem in the user's input, and an error for everything else.
 */
final class GoalFailure {
    /** The work of a goal. */
    @FunctionalInterface
    interface Work {
        /** Does the work. */
        void run() throws IOException;
    }

    /** The words of a message about a directory that cannot be used. */
    private static final Pattern REFUSED = Pattern.compile(
            "permission denied|[Rr]ead-only|No space left on device" + "|Disk quota exceeded|the disk is full");

    private GoalFailure() {}

    /**
     * Does the work of a goal.
     *
     * @throws MojoFailureException if the user can fix the problem: the input, a path, the memory
     * @throws MojoExecutionException for any other problem
     */
    static void translated(Work work) throws MojoExecutionException, MojoFailureException {
        translated(work, Optional.empty());
    }

    /**
     * As {@link #translated(Work)}, for a goal with a cache. If the cache cannot be written or read, the message names the
     * property for another one.
     */
    static void translated(Work work, Optional<Path> cache) throws MojoExecutionException, MojoFailureException {
        try {
            checked(work);
        } catch (BadInput e) {
            throw failure(cache.isPresent() ? withProperty(e, cache.get()) : e);
        } catch (InvalidPathException e) {
            String problem = "the name cannot be represented in this locale's encoding (" + e.getReason() + ")";
            throw failure(new BadInput(
                    "'" + e.getInput() + "'", problem, "Run Maven in a UTF-8 locale, or rename the file."));
        } catch (FileSystemException e) {
            Place file = new Place.File(String.valueOf(e.getFile()));
            throw failure(BadInput.of(file, "cannot be used", e, "Check the path and its permissions."));
        } catch (IOException e) {
            throw new MojoExecutionException(Printable.line(e.toString()), printable(e));
        } catch (OutOfMemoryError e) {
            String problem = "too little for the files that the goal reads and writes (" + e.getMessage() + ")";
            throw failure(new BadInput(
                    "Java's memory", problem, "Use smaller files, or give Maven more memory: MAVEN_OPTS=-Xmx4g."));
        }
    }

    private static BadInput withProperty(BadInput e, Path cache) {
        Diagnostic told = e.diagnostic();
        String text = told.toString();
        if (!text.contains(cache.toString()) || !REFUSED.matcher(text).find()) {
            return e;
        }
        String property = " To use another cache, set the property grub-xen.cache to a directory.";
        BadInput named = new BadInput(new Diagnostic(
                told.place(), told.rule(), told.severity(), told.problem(), told.quoted(), told.remedy() + property));
        named.initCause(e);
        return named;
    }

    /** Java's streams of files and directories wrap the file system's exceptions in unchecked ones. */
    private static void checked(Work work) throws IOException {
        try {
            work.run();
        } catch (UncheckedIOException | DirectoryIteratorException e) {
            throw e.getCause() instanceof IOException refusal ? refusal : new IOException(e);
        }
    }

    /** Maven also prints the message of the cause. */
    private static IOException printable(IOException e) {
        if (Printable.line(e.toString()).equals(e.toString())) {
            return e;
        }
        IOException other = new IOException(Printable.line(e.toString()));
        other.setStackTrace(e.getStackTrace());
        return other;
    }

    private static MojoFailureException failure(BadInput e) {
        return new MojoFailureException(e.getMessage(), e);
    }
}
