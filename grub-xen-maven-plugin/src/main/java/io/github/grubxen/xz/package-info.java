// SPDX-License-Identifier: Apache-2.0
/**
 * xz for what repeats itself over megabytes, as the images of one platform do.
 * Here lives how a stream is cut, compressed in several threads and put together.
 * What is compressed, and whether with xz at all, belongs to the rooms above.
 */
@NullMarked
package io.github.grubxen.xz;

import org.jspecify.annotations.NullMarked;
