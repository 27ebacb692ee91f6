// SPDX-License-Identifier: Apache-2.0
/**
 * A page about a build for a person: images, configs, packages, origin, boots, and the difference to a former build.
 * It is one HTML file that needs no other file, and whose tables need no JavaScript.
 * What the page shows is found out by other packages, and diagnostics for programs belong to the package report.
 */
@NullMarked
package io.github.grubxen.page;

import org.jspecify.annotations.NullMarked;
