// SPDX-License-Identifier: Apache-2.0
/**
 * The grub.cfg of an image before it is built: templates, placeholders, the modules that its commands need, and paths that GRUB
 * would look for in the memdisk.
 * Images, and findings about a config, belong to other packages.
 * GRUB's script language is in {@code script}.
 */
@NullMarked
package io.github.grubxen.config;

import org.jspecify.annotations.NullMarked;
