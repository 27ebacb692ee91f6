// SPDX-License-Identifier: Apache-2.0
/**
 * Debian packages: their contents and control fields, and the finished archive.
 * Source of the rules: Debian Policy, deb(5), deb-control(5). jdeb lays out the entries; only JdebAssembler knows it.
 * How images are made and how a POM looks have no place here.
 */
@NullMarked
package io.github.grubxen.deb;

import org.jspecify.annotations.NullMarked;
