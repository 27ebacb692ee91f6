// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import io.github.grubxen.script.Script;
import java.util.HashMap;
import java.util.Map;

/** The configs of a build. Images with the same config share one object, so that it is parsed only once. Thread-safe. */
public final class GrubConfigs {
    private final GrubConfig.Parser parser;
    private final Map<Source, GrubConfig> known = new HashMap<>();

    /** A config with its name. The name is part of the key, because messages contain it. */
    private record Source(String name, FilledConfig filled) {}

    /** No config yet. */
    public GrubConfigs() {
        this(Script::parse);
    }

    /** No config yet. The parser is called once for each config. */
    public GrubConfigs(GrubConfig.Parser parser) {
        this.parser = parser;
    }

    /** The config for a text: the existing one, or a new one. */
    public synchronized GrubConfig of(FilledConfig filled) {
        return known.computeIfAbsent(
                new Source(filled.text().name(), filled), source -> new GrubConfig(source.filled(), parser));
    }
}
