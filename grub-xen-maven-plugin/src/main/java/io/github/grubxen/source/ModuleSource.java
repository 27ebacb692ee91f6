// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BuildLog;
import java.io.IOException;

/** Where module trees come from: perhaps from elsewhere, so that it must be fetched before its modules are there. */
public interface ModuleSource {

    /** In one line: what is used. */
    String description();

    /** This source with all that it takes from elsewhere on this machine. */
    FetchedSource fetched(BuildLog log) throws IOException;
}
