// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The source package that a package says it is built from: of its own name and version where it does not say. */
record SourcePackage(String name, String version) {
    private static final Pattern FIELD = Pattern.compile("(\\S+)(?: \\(([^()\\s]+)\\))?");

    static SourcePackage of(ControlParagraph control) {
        String version = control.get("Version").orElseThrow();
        Matcher source = FIELD.matcher(control.get("Source").orElse(""));
        return source.matches()
                ? new SourcePackage(source.group(1), source.group(2) == null ? version : source.group(2))
                : new SourcePackage(control.get("Package").orElseThrow(), version);
    }
}
