// SPDX-License-Identifier: Apache-2.0
/**
 * The goals and the configuration beans of the POM: read parameters, call one core entry, log, translate failures.
 * The only room that imports org.apache.maven.
 * No format, no algorithm and no file layout of packages belongs here.
 */
@NullMarked
package io.github.grubxen.maven;

import org.jspecify.annotations.NullMarked;
