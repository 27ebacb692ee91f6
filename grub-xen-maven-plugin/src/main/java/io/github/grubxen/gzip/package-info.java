// SPDX-License-Identifier: Apache-2.0
/**
 * gzip whose bytes depend on what is compressed and on nothing else: Java's own goes through the machine's zlib.
 * Here lives the encoder; readers are those of Commons Compress.
 * What is compressed, and whether with gzip at all, belongs to the rooms above.
 */
@NullMarked
package io.github.grubxen.gzip;

import org.jspecify.annotations.NullMarked;
