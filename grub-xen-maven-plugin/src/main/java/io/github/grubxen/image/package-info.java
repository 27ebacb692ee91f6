// SPDX-License-Identifier: Apache-2.0
/**
 * A GRUB image for Xen: from a module tree and a recipe to bytes, and from bytes back to its parts.
 * Source of the format: "Image format" in the project's documentation (src/site/markdown/image-format.md).
 * Packages, sources of trees and configuration in a POM have no place here.
 */
@NullMarked
package io.github.grubxen.image;

import org.jspecify.annotations.NullMarked;
