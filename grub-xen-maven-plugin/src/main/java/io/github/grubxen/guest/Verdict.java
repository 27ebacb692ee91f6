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
 */
public record Verdict(List<Diagnostic> findings, List<String> unknown, Optional<String> started) {
    /** The result in a word. */
    public enum Outcome {
        /** No problem was found. */
        BOOTS("boots"),
        /** There are warnings. */
        BOOTS_WITH_WARNING("boots, with a warning"),
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
        if (findings.isEmpty()) {
            return Outcome.BOOTS;
        }
        return findings.stream().anyMatch(finding -> finding.severity() == Diagnostic.Severity.ERROR)
                ? Outcome.WILL_NOT_BOOT
                : Outcome.BOOTS_WITH_WARNING;
    }
}
