// SPDX-License-Identifier: Apache-2.0
/**
 * A module tree of one platform: modinfo.sh, moddep.lst, kernel.img, the modules, and the resolution of dependencies.
 * A tree is the directory that GRUB's build creates for a platform. It is checked when it is read.
 * Where a tree comes from, and how it is used, belongs to other packages.
 */
@NullMarked
package io.github.grubxen.module;

import org.jspecify.annotations.NullMarked;
