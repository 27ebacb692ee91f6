// SPDX-License-Identifier: Apache-2.0
/**
 * A guest's configuration for Xen's toolstack, xl: reading it as xl does, and changing settings in it.
 * Source: xl.cfg(5), and the behaviour of libxlutil, with which a test compares the parser.
 * Guests' disks and kernels, and the configurations that the lab writes for its own guests, belong to other packages.
 */
@NullMarked
package io.github.grubxen.domain;

import org.jspecify.annotations.NullMarked;
