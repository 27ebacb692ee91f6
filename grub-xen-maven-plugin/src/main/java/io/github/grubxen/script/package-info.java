// SPDX-License-Identifier: Apache-2.0
/**
 * GRUB's script language. The parser reads a grub.cfg as GRUB does, and produces a syntax tree with positions.
 * The analysis follows the script as far as its texts and variables are known. At an unknown condition it follows every branch,
 * so it never rules out a command that GRUB may run.
 */
@NullMarked
package io.github.grubxen.script;

import org.jspecify.annotations.NullMarked;
