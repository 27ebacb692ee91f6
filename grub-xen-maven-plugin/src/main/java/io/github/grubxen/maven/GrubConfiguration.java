package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.source.AptSource;
import io.github.grubxen.source.DebSource;
import io.github.grubxen.source.FolderSource;
import io.github.grubxen.source.ModuleSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code <grub>}: where the modules come from; one of its elements, or none for apt and the machine's suite. */
public class GrubConfiguration {
    /** Folder that holds {@code <platform>/} folders, such as /usr/lib/grub. */
    private @Nullable File directory;

    /** A grub-xen-bin package file. */
    private @Nullable File deb;

    /** The machine's apt. */
    private @Nullable Apt apt;

    /** {@code <apt>}: which grub-xen-bin. */
    public static class Apt {
        /** Code name of the suite; the machine's own by default. */
        private @Nullable String suite;

        /** Exact version; the suite's own by default. */
        private @Nullable String version;
    }

    ModuleSource source(Path cache, boolean offline) throws IOException {
        if (Stream.of(directory, deb, apt).filter(Objects::nonNull).count() > 1) {
            throw new BadInput(
                    "<grub>", "more than one source of modules", "Keep one of <directory>, <deb> and <apt>.");
        }
        if (directory != null) {
            return new FolderSource(directory.toPath());
        }
        if (deb != null) {
            return new DebSource(deb.toPath());
        }
        Apt which = apt == null ? new Apt() : apt;
        AptRepository repository = new AptRepository(cache, Optional.ofNullable(which.suite), offline);
        return new AptSource(repository, Optional.ofNullable(which.version));
    }
}
