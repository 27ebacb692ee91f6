// SPDX-License-Identifier: Apache-2.0
/**
 * The files of new projects: templates of each kind of project, and the names that are filled into them.
 * Goals, their parameters and the writing of a POM from a Makefile belong to other packages.
 */
@NullMarked
package io.github.grubxen.start;

import org.jspecify.annotations.NullMarked;
