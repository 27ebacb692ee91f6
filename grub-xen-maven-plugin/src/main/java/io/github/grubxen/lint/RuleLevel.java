// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;
import io.github.grubxen.io.Diagnostic;

/** The level of a rule, which a project or a config sets. It determines how the goal treats the rule's findings. */
public enum RuleLevel {
    /** The rule is not run. */
    OFF,
    /** Findings are shown as warnings. */
    WARN,
    /** Findings are shown as errors, and the build fails. */
    ERROR;

    private static final Choice<RuleLevel> CHOICE = Choice.of("level of a rule", values());

    /**
     * The level with the given name: {@code off}, {@code warn} or {@code error}.
     *
     * @param where the POM element or property, for the message
     */
    static RuleLevel of(String where, String name) throws BadInput {
        return CHOICE.read(where, name);
    }

    /** The severity of the rule's findings. Not for {@link #OFF}. */
    Diagnostic.Severity severity() {
        return this == ERROR ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING;
    }
}
