// SPDX-License-Identifier: Apache-2.0
/**
 * The differences of two images, two packages or the output of two builds, in words.
 * Reading images and packages belongs to the packages format, inspect and archive.
 * Whether a difference is an error is decided elsewhere: verify compares a package with a second build.
 */
@NullMarked
package io.github.grubxen.difference;

import org.jspecify.annotations.NullMarked;
