// SPDX-License-Identifier: Apache-2.0
/**
 * A gzip encoder whose bytes depend only on its input.
 * The encoder of Java uses the machine's zlib, so its bytes differ.
 * Reading gzip is left to Commons Compress.
 * The packages that use it decide which data is compressed with gzip.
 */
@NullMarked
package io.github.grubxen.gzip;

import org.jspecify.annotations.NullMarked;
