// SPDX-License-Identifier: Apache-2.0
/**
 * The archives around modules and images: GNU tar, ar, cpio, Debian binary packages, control data and versions. Archives are
 * read and written byte for byte.
 * The contents of the archives belong to other packages.
 */
@NullMarked
package io.github.grubxen.archive;

import org.jspecify.annotations.NullMarked;
