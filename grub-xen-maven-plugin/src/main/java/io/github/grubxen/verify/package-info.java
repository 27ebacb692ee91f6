// SPDX-License-Identifier: Apache-2.0
/**
 * Checks of finished packages: opens them as dpkg would, and compares the images in them with a second build.
 * Reading archives, images and module trees belongs to other packages.
 * This package does not create or repair packages, and does not depend on how this plugin makes them.
 */
@NullMarked
package io.github.grubxen.verify;

import org.jspecify.annotations.NullMarked;
