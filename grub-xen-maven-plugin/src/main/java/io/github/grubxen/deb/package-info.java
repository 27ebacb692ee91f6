// SPDX-License-Identifier: Apache-2.0
/**
 * Debian packages: their contents and control fields, and the finished archive.
 * Sources of the rules: Debian Policy, deb(5), deb-control(5). jdeb lays out the entries; only JdebAssembler uses it.
 * This package does not know how images are made, or what a POM contains.
 */
@NullMarked
package io.github.grubxen.deb;

import org.jspecify.annotations.NullMarked;
