// SPDX-License-Identifier: Apache-2.0
/**
 * GRUB's script language: from a grub.cfg to a syntax tree with positions, as GRUB itself reads it, without running it.
 * What it runs is followed as far as texts and variables decide it. Where they do not, all ways are followed: no command that
 * GRUB may run is ruled out.
 */
@NullMarked
package io.github.grubxen.script;

import org.jspecify.annotations.NullMarked;
