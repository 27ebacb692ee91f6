/**
 * The lock: a file beside the POM with the origin of a build's GRUB modules, including the digests of packages and trees.
 * This package reads and writes that file, checks every later build against it, and compares the locked modules with newer
 * ones.
 * Getting the modules belongs to the package source.
 */
@NullMarked
package io.github.grubxen.lock;

import org.jspecify.annotations.NullMarked;
