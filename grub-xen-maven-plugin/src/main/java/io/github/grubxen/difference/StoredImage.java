// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import java.nio.file.Path;

/**
 * An image of a build.
 *
 * @param file the file that contains it: the image itself, or a package
 * @param size size of the image in bytes
 * @param sha256 digest of the image
 */
record StoredImage(Path file, long size, String sha256) {}
