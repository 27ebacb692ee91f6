// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.io.Printable;

/**
 * One thing that is wrong with a package.
 *
 * @param check name of the check that found it
 * @param deb file name of the package
 * @param path where in the package: a path below its root with the first slash, or a part of the archive
 * @param problem what is wrong there, without a final stop
 * @param remedy what to do about it, as a sentence of its own
 */
public record Finding(String check, String deb, String path, String problem, String remedy) {
    /** One line. */
    @Override
    public String toString() {
        String line = deb + ": " + path + ": " + problem + ". " + remedy + " [" + check + "]";
        return Printable.line(line);
    }
}
