// SPDX-License-Identifier: Apache-2.0
/**
 * The contents of the cache by kind, with their sizes and last uses, and the deletion of what no build uses any more.
 * This package knows which other packages keep files there, and asks them for these files.
 * The files' names, locks and formats belong to those packages.
 */
@NullMarked
package io.github.grubxen.cache;

import org.jspecify.annotations.NullMarked;
