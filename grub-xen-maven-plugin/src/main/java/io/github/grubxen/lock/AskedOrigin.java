// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import java.util.Optional;

/**
 * The origin that the configuration of a build requests.
 *
 * @param where the name of the request for messages, such as an element of the configuration
 * @param kind the kind of origin
 * @param detail the suite or the coordinates of the artifact; empty if the build does not name it
 * @param version the package's version; empty if the build does not name it
 */
public record AskedOrigin(String where, LockOrigin.Kind kind, Optional<String> detail, Optional<String> version) {

    /**
     * Whether a locked origin is of this kind, and of this suite or artifact if one is asked for. A source without a suite is a
     * file or directory, and no source of a suite.
     */
    boolean isFor(LockOrigin locked) {
        boolean any = detail.isEmpty() && kind != LockOrigin.Kind.SOURCE;
        return kind == locked.kind() && (any || locked.detail().equals(detail.orElse("")));
    }

    /** In a few words, such as {@code apt trixie}. */
    String described() {
        return new LockOrigin(kind, detail.orElse("")).toString();
    }
}
