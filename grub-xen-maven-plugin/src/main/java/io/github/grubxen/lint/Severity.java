// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.io.Diagnostic;

/** What is done about a finding. */
public enum Severity {
    /** Nothing: the rule is not asked. */
    OFF,
    /** It is shown. */
    WARN,
    /** It is shown, and the build fails. */
    ERROR;

    /** As what a finding is shown that is not off. */
    Diagnostic.Severity shown() {
        return this == ERROR ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING;
    }
}
