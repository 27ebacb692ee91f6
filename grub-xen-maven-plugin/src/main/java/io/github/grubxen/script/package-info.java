/**
 * GRUB's script language: from a grub.cfg to a syntax tree with positions, as GRUB itself reads it, without running it.
 * Nothing here knows what a command does, or which there are.
 */
@NullMarked
package io.github.grubxen.script;

import org.jspecify.annotations.NullMarked;
