// SPDX-License-Identifier: Apache-2.0
/**
 * Finished packages, opened as dpkg would and held against what they have to be; images in them against a second build.
 * Here live the checks and what they find; reading archives, images and module trees belongs to the rooms below.
 * Nothing here makes or mends a package, and nothing here knows how ours are made.
 */
@NullMarked
package io.github.grubxen.verify;

import org.jspecify.annotations.NullMarked;
