// SPDX-License-Identifier: Apache-2.0
/**
 * Bounded reading, atomic writing, external programs, and the error type with its place and remedy.
 * This package contains the access to files and processes that all other packages need.
 * File formats, and anything about GRUB, Debian or Maven, belong to other packages.
 */
@NullMarked
package io.github.grubxen.io;

import org.jspecify.annotations.NullMarked;
