// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.nio.file.Path;

/** The place of a problem. Messages begin with its text. */
public sealed interface Place {
    /** A whole file, given as its path or as its name in another file. */
    static Place of(Path file) {
        return new File(file.toString());
    }

    /** A whole file, given as its path or as its name in another file. */
    record File(String file) implements Place {
        @Override
        public String toString() {
            return file;
        }
    }

    /**
     * A place in a text file.
     *
     * @param file as in {@link File}
     * @param line from 1
     * @param column from 1, in bytes
     */
    record Line(String file, int line, int column) implements Place {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /**
     * A line of a text file, if the problem has no column.
     *
     * @param file as in {@link File}
     * @param line from 1
     */
    record WholeLine(String file, int line) implements Place {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /**
     * A place in a binary file.
     *
     * @param file as in {@link File}
     * @param offset in bytes from the beginning of the file
     */
    record Offset(String file, long offset) implements Place {
        @Override
        public String toString() {
            return file + " at offset 0x" + Long.toHexString(offset);
        }
    }

    /**
     * A path in a Debian package, or a part of its archive.
     *
     * @param deb the file name of the package
     * @param path a path with a slash before it, or the name of a member of the archive
     */
    record InPackage(String deb, String path) implements Place {
        @Override
        public String toString() {
            return deb + ": " + path;
        }
    }

    /** The caller's name for an input: an element of a POM, a property, or a program. */
    record Named(String name) implements Place {
        @Override
        public String toString() {
            return name;
        }
    }
}
