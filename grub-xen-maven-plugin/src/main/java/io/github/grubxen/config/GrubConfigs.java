// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import io.github.grubxen.script.Script;
import java.util.HashMap;
import java.util.Map;

/** The configs of a build: images with the same config share it, so that it is parsed once for all of them. For several threads. */
public final class GrubConfigs {
    private final GrubConfig.Parser parser;
    private final Map<Source, GrubConfig> known = new HashMap<>();

    /** A config under its name: bytes are the same whatever they are called, but messages are not. */
    private record Source(String name, FilledConfig filled) {}

    /** No config yet. */
    public GrubConfigs() {
        this(Script::parse);
    }

    /** No config yet; the parser is asked once for each. */
    public GrubConfigs(GrubConfig.Parser parser) {
        this.parser = parser;
    }

    /** The config of that text: the one that is known, or a new one. */
    public synchronized GrubConfig of(FilledConfig filled) {
        return known.computeIfAbsent(
                new Source(filled.text().name(), filled), source -> new GrubConfig(source.filled(), parser));
    }
}
