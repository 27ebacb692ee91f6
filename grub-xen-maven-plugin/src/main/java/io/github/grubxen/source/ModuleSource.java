// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BuildLog;
import java.io.IOException;

/** A source of module trees. It may have to be fetched before its modules are available. */
public interface ModuleSource {

    /** The source in one line, for the log. */
    String description();

    /** This source, after fetching everything that it needs. */
    FetchedSource fetched(BuildLog log) throws IOException;
}
