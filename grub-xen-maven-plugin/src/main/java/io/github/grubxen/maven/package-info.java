// SPDX-License-Identifier: Apache-2.0
/**
 * The goals, and the configuration beans of the POM. A goal reads its parameters, calls the core once, logs, and translates
 * failures. Only this package imports org.apache.maven.
 * Formats, algorithms and the layout of packages belong to other packages.
 */
@NullMarked
package io.github.grubxen.maven;

import org.jspecify.annotations.NullMarked;
