// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.io.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * A guest with its verdict.
 *
 * @param file name of its configuration's file
 * @param name the guest's name; that of the file, without its directory, if the configuration cannot be used
 * @param image the image that it starts with; empty if none was found
 * @param verdict the verdict
 */
public record Judged(String file, String name, Optional<GuestImage> image, Verdict verdict) {

    /** A guest whose configuration cannot be used. */
    static Judged refused(String file, Diagnostic problem) {
        Verdict verdict =
                new Verdict(List.of(problem.by(GuestRule.DOMAIN_CONFIG.id())), List.of(), Optional.empty(), false);
        return new Judged(file, file.substring(file.lastIndexOf('/') + 1), Optional.empty(), verdict);
    }

    /** The first reason for the outcome, on one line; empty if the guest boots. */
    public String reason() {
        Optional<Diagnostic> decisive = verdict.findings().stream()
                .filter(finding -> finding.severity() == Diagnostic.Severity.ERROR
                        || verdict.outcome() != Verdict.Outcome.WILL_NOT_BOOT)
                .findFirst();
        if (decisive.isPresent()) {
            return decisive.get().rule() + ": " + decisive.get().problem();
        }
        return verdict.outcome() == Verdict.Outcome.NOT_CHECKED
                        && !verdict.unknown().isEmpty()
                ? verdict.unknown().get(0)
                : "";
    }
}
