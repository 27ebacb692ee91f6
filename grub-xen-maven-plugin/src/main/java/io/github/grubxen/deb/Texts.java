// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.Bytes;
import java.util.Optional;

/**
 * A package's texts for people and tools besides changelog and copyright.
 *
 * @param news notes for administrators about an upgrade, in the changelog's format
 * @param presubj the text that reportbug shows to the reporter of a bug
 * @param overrides lintian's tags that do not apply, in lintian's syntax, each with its reason; if none are given, the
 *     overrides that the payload needs are used
 * @param docLink name of a package whose documentation directory replaces this package's, with changelog, copyright and news
 */
public record Texts(
        Optional<Bytes> news, Optional<Bytes> presubj, Optional<Bytes> overrides, Optional<String> docLink) {
    /** No further texts. */
    public static final Texts NONE = new Texts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
