// SPDX-License-Identifier: Apache-2.0
/**
 * Diagnostics in files that programs read: the project's own JSON and SARIF 2.1.
 * Source: "Reports for programs" in the project's documentation (src/site/markdown/reports.md); SARIF 2.1.0 (OASIS).
 * What finds diagnostics, and the log of a build, have no place here.
 */
@NullMarked
package io.github.grubxen.report;

import org.jspecify.annotations.NullMarked;
