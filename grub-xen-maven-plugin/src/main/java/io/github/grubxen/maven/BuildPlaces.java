// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import java.nio.file.Path;

/**
 * The directories and the mode of a build's files.
 *
 * @param base the directory to resolve relative paths against
 * @param cache the directory of the cache
 * @param offline whether only the cache may be used
 * @param logs directory for the log of a failed step of a build of GRUB
 */
record BuildPlaces(Path base, Path cache, boolean offline, Path logs) {}
