// SPDX-License-Identifier: Apache-2.0
/**
 * From a module tree and a layout to images: recipes, the files of a memdisk, and building many images in series.
 * The bytes of an image are written by {@code format}.
 * Packages, sources of trees and configuration in a POM have no place here.
 */
@NullMarked
package io.github.grubxen.plan;

import org.jspecify.annotations.NullMarked;
