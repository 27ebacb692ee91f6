// SPDX-License-Identifier: Apache-2.0
/**
 * Ground floor: bounded reading, atomic writing, external programs, the error that names its place and remedy.
 * Here lives what every room needs of the file system and of other processes.
 * No file format and nothing of GRUB, Debian or Maven belongs here.
 */
@NullMarked
package io.github.grubxen.io;

import org.jspecify.annotations.NullMarked;
