/**
 * The lock: a file beside the POM that says what GRUB's modules of a build came from, down to the digests of packages and trees.
 * This package reads and writes that file, makes every later build obey it, and compares the locked modules with newer ones.
 * Getting the modules belongs to the package source.
 */
@NullMarked
package io.github.grubxen.lock;

import org.jspecify.annotations.NullMarked;
