// SPDX-License-Identifier: Apache-2.0
/**
 * Makefiles and shell scripts: the commands that they would run, with their lines. Nothing in these files is ever run.
 * Source: the GNU Make manual; POSIX.1-2017, Shell Command Language.
 * The meaning of a command, such as grub-mkstandalone, belongs to other packages.
 */
@NullMarked
package io.github.grubxen.makefile;

import org.jspecify.annotations.NullMarked;
