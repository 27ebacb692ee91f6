// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.io.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a guest.
 *
 * @param findings the problems; their quoted lines are messages that GRUB, Xen or the kernel prints
 * @param unknown what could not be checked, each as a sentence
 * @param started the menu entry, kernel and command line that the guest's config starts; empty if that is unknown
 * @param checked whether the guest's kernel was checked
 */
public record Verdict(List<Diagnostic> findings, List<String> unknown, Optional<String> started, boolean checked) {
    /** The result in a word. */
    public enum Outcome {
        /** No problem was found. */
        BOOTS("boots"),
        /** There are warnings. */
        BOOTS_WITH_WARNING("boots, with a warning"),
        /** No problem was found, but the guest's kernel was not checked. */
        NOT_CHECKED("may boot (its kernel was not checked)"),
        /** There is an error. */
        WILL_NOT_BOOT("will not boot");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Copies the lists. */
    public Verdict {
        findings = List.copyOf(findings);
        unknown = List.copyOf(unknown);
    }

    /** The result of all findings. */
    public Outcome outcome() {
        if (findings.stream().anyMatch(finding -> finding.severity() == Diagnostic.Severity.ERROR)) {
            return Outcome.WILL_NOT_BOOT;
        }
        if (!checked) {
            return Outcome.NOT_CHECKED;
        }
        return findings.isEmpty() ? Outcome.BOOTS : Outcome.BOOTS_WITH_WARNING;
    }
}
