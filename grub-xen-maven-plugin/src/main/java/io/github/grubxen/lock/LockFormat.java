// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

/** The names of the lock file's fields. */
final class LockFormat {
    static final String FORMAT = "Format";

    /** The only version of the format so far. A lock file of another version is refused. */
    static final String NUMBER = "1";

    static final String ORIGIN = "Origin";
    static final String SUITE = "Suite";
    static final String SOURCE = "Source";
    static final String VERSION = "Version";
    static final String PACKAGE = "Package";
    static final String ARCHITECTURE = "Architecture";
    static final String FILE = "File";
    static final String PATCH = "Patch";
    static final String PLATFORM = "Platform";
    static final String FILES = "Files";
    static final String SIZE = "Size";
    static final String SHA256 = "SHA256";

    private LockFormat() {}
}
