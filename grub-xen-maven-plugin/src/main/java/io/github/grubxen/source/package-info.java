// SPDX-License-Identifier: Apache-2.0
/**
 * Where module trees come from: a folder, a grub-xen-bin package file, or apt.
 * Here lives the way from there into a folder of the build, with all checks of what was fetched.
 * What a tree means, and images, belong to other rooms.
 */
@NullMarked
package io.github.grubxen.source;

import org.jspecify.annotations.NullMarked;
