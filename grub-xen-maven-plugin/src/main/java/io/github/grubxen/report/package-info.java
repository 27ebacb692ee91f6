// SPDX-License-Identifier: Apache-2.0
/**
 * Diagnostics in files that programs read: the project's own JSON and SARIF 2.1.
 * Source: "Reports for programs" in the project's documentation (src/site/markdown/reports.md); SARIF 2.1.0 (OASIS).
 * Finding diagnostics, and the log of a build, belong to other packages.
 */
@NullMarked
package io.github.grubxen.report;

import org.jspecify.annotations.NullMarked;
