// SPDX-License-Identifier: Apache-2.0
/**
 * Shows the contents of an image as text or JSON, or extracts them to files, for a person who examines an image.
 * Reading and validating an image belongs to the package format.
 * Making an image does not need this package.
 */
@NullMarked
package io.github.grubxen.inspect;

import org.jspecify.annotations.NullMarked;
