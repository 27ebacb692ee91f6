// SPDX-License-Identifier: Apache-2.0
/**
 * The archives around modules and images: GNU tar headers to the byte, Debian binary packages and control data.
 * Here lives the format of the containers, read and written.
 * What is packed into them, and why, belongs to the rooms above.
 */
@NullMarked
package io.github.grubxen.archive;

import org.jspecify.annotations.NullMarked;
