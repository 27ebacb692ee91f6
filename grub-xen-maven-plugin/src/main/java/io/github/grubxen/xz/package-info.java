// SPDX-License-Identifier: Apache-2.0
/**
 * An xz encoder for data that repeats over megabytes, such as the images of one platform.
 * The contract on threads, order and memory is in the project's documentation (src/site/markdown/xz.md).
 * The packages that use it decide which data is compressed with xz.
 */
@NullMarked
package io.github.grubxen.xz;

import org.jspecify.annotations.NullMarked;
