// SPDX-License-Identifier: Apache-2.0
/**
 * The disks of guests: partitions, file systems, their contents, and copies of disk images.
 * Making the file systems belongs to the package lab, which has the programs for it.
 */
@NullMarked
package io.github.grubxen.lab.disk;

import org.jspecify.annotations.NullMarked;
