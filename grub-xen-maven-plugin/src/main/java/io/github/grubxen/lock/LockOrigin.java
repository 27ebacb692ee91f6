// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.io.Choice;
import java.util.Optional;

/**
 * The origin of locked modules.
 *
 * @param kind the kind of origin
 * @param detail the value of the kind's own field, such as the code name of a suite; empty if the kind has no such field
 */
public record LockOrigin(Kind kind, String detail) {

    /** A kind of origin. The lock has its name in lower case. */
    public enum Kind {
        /** A package that apt fetched from a suite. */
        APT(Optional.of(LockFormat.SUITE)),
        /** A package file. */
        DEB(Optional.empty()),
        /** A file in a Maven repository. */
        ARTIFACT(Optional.of("Artifact")),
        /** A directory with a module tree for each platform. */
        DIRECTORY(Optional.empty()),
        /** GRUB's source, which the build compiles: from a suite, or, without a suite, a file or directory. */
        SOURCE(Optional.of(LockFormat.SUITE));

        private final Optional<String> field;

        Kind(Optional<String> field) {
            this.field = field;
        }

        /** The additional field of this kind in the lock: the suite, or the coordinates of the artifact. */
        Optional<String> field() {
            return field;
        }

        /** Whether the lock may lack the additional field. */
        boolean isFieldOptional() {
            return this == SOURCE;
        }
    }

    /** An origin without an additional field. */
    public LockOrigin(Kind kind) {
        this(kind, "");
    }

    /** In a few words, such as {@code apt bookworm}. */
    @Override
    public String toString() {
        return (Choice.word(kind) + " " + detail).strip();
    }
}
