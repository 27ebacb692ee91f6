// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Fingerprint;
import io.github.grubxen.io.NamedInput;
import io.github.grubxen.io.UpToDateRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An entry that a package installs at a path. The path is relative to the root, without {@code ./} and with single
 * slashes. The timestamp is the package's.
 */
public sealed interface PackageEntry {

    /** Its path. */
    String path();

    /** Its size in bytes: that of a file's content or a link's target, 0 for a directory. */
    long size() throws IOException;

    /**
     * A directory.
     *
     * @param mode permission bits
     */
    record Directory(String path, int mode, Owner owner) implements PackageEntry {
        /** A directory of root with the mode 0755. */
        public Directory(String path) {
            this(path, 0755, Owner.ROOT);
        }

        @Override
        public long size() {
            return 0;
        }
    }

    /**
     * A regular file.
     *
     * @param mode permission bits
     */
    record RegularFile(String path, int mode, Owner owner, Content content) implements PackageEntry {
        /** A file of root. */
        public RegularFile(String path, int mode, Content content) {
            this(path, mode, Owner.ROOT, content);
        }

        @Override
        public long size() throws IOException {
            return content.size();
        }
    }

    /** A symbolic link. Its mode is 0777. */
    record Link(String path, String target) implements PackageEntry {
        @Override
        public long size() {
            return target.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /**
     * A file on disk.
     *
     * @param state represents its bytes in a fingerprint
     */
    record OnDisk(Path file, Fingerprint.Component state) implements Content {
        @Override
        public long size() throws IOException {
            return Files.size(file);
        }

        @Override
        public InputStream open() throws IOException {
            return NamedInput.open(file);
        }

        @Override
        public Object part() throws IOException {
            return state.part();
        }
    }

    /** A file's bytes, which can be read more than once. */
    interface Content extends Fingerprint.Component {
        /** Size in bytes. */
        long size() throws IOException;

        /** A new reader of the bytes. */
        InputStream open() throws IOException;

        /** The bytes of a file on disk. */
        static Content of(Path file) {
            return new OnDisk(file, () -> Digest.sha256(file));
        }

        /**
         * Represents a file of this build by its size and timestamp, because hashing a hundred images takes as long as packing
         * them.
         */
        static Content ofOwn(Path file) {
            return new OnDisk(file, () -> UpToDateRecords.state(file));
        }

        /** Bytes in memory. */
        static Content of(Bytes bytes) {
            return new Content() {
                @Override
                public long size() {
                    return bytes.length();
                }

                @Override
                public InputStream open() {
                    return bytes.openStream();
                }

                @Override
                public Object part() {
                    return bytes;
                }
            };
        }
    }
}
