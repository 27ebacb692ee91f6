// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.Bytes;
import java.util.Optional;

/**
 * What a package tells people and tools besides changelog and copyright.
 *
 * @param news what an administrator should read on an upgrade, in the changelog's format
 * @param presubj what reportbug shows to who reports a bug
 * @param overrides lintian's tags that do not apply, in lintian's syntax, each with its reason; those that the payload needs
 *     where none are given
 * @param docLink name of a package whose doc directory stands for this one's; then changelog, copyright and news are there
 */
public record Texts(
        Optional<Bytes> news, Optional<Bytes> presubj, Optional<Bytes> overrides, Optional<String> docLink) {
    /** Nothing besides. */
    public static final Texts NONE = new Texts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
