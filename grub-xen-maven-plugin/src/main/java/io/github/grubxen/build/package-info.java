// SPDX-License-Identifier: Apache-2.0
/**
 * Builds GRUB from its source: source packages, tarballs, patches, the programs of a build and their environment, and the
 * resulting trees.
 * Sources of the rules: dsc(5), deb822(5), quilt(1), GRUB's file INSTALL; "A GRUB of your own" in the project's documentation.
 * What a module tree means belongs to the package module; fetching packages belongs to the package source.
 */
@NullMarked
package io.github.grubxen.build;

import org.jspecify.annotations.NullMarked;
