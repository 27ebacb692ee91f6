// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

/** What is done about a finding. */
public enum Severity {
    /** Nothing: the rule is not asked. */
    OFF,
    /** It is shown. */
    WARN,
    /** It is shown, and the build fails. */
    ERROR
}
