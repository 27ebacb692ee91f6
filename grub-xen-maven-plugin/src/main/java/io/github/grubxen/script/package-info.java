/**
 * GRUB's script language: from a grub.cfg to a syntax tree with positions, as GRUB itself reads it, without running it.
 * What it runs is followed as far as texts and variables decide it; of other commands nothing here knows what they do, or which
 * there are.
 */
@NullMarked
package io.github.grubxen.script;

import org.jspecify.annotations.NullMarked;
