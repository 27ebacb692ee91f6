// SPDX-License-Identifier: Apache-2.0
/**
 * A module tree of one platform: modinfo.sh, moddep.lst, kernel.img, the modules, and the resolution of dependencies.
 * Here lives what GRUB's build leaves in a platform folder, checked when it is read.
 * Where a tree comes from and what is made of it belongs to the rooms above.
 */
@NullMarked
package io.github.grubxen.module;

import org.jspecify.annotations.NullMarked;
