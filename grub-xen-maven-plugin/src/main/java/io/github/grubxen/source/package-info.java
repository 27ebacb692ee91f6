// SPDX-License-Identifier: Apache-2.0
/**
 * The sources of module trees: a directory, a grub-xen-bin package file, an archive, or apt.
 * This package copies a tree from its source into a directory of the build, and verifies fetched files.
 * The meaning of a tree belongs to the package module; images belong to other packages.
 */
@NullMarked
package io.github.grubxen.source;

import org.jspecify.annotations.NullMarked;
