// SPDX-License-Identifier: Apache-2.0
/**
 * Makes images from a module tree and a layout: recipes, the files of a memdisk, and building many images in series.
 * The package {@code format} writes the bytes of an image.
 * Packages, sources of trees, and the configuration in a POM belong to other packages.
 */
@NullMarked
package io.github.grubxen.plan;

import org.jspecify.annotations.NullMarked;
