/**
 * What tests hold our results against: Debian's published packages, GRUB's own tools of several releases, other programs.
 * Here lives how they are fetched, unpacked and run, and what happens where one is missing.
 * No test belongs here.
 */
@NullMarked
package io.github.grubxen.testing;

import org.jspecify.annotations.NullMarked;
