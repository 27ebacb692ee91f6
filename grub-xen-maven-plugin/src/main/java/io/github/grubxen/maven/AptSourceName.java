// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.source.GrubOrigin;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source package that apt fetches: {@code apt:SUITE[/PACKAGE][=VERSION]}.
 *
 * @param suite code name of the suite
 * @param name name of the source package
 * @param version the exact version; the suite's current version if none is given
 */
record AptSourceName(String suite, String name, Optional<String> version) {
    private static final Pattern FORM = Pattern.compile("apt:(?<suite>[a-z0-9][a-z0-9.-]*)"
            + "(?:/(?<name>[a-z0-9][a-z0-9.+-]+))?(?:=(?<version>[A-Za-z0-9][A-Za-z0-9.+:~-]*))?");

    /**
     * Reads a source that the user named.
     *
     * @param where the user's name for the source, for messages
     * @return nothing if it is the path of a file or directory
     * @throws BadInput if it begins with {@code apt:} and has another form
     */
    static Optional<AptSourceName> of(String where, String source) throws BadInput {
        if (!source.startsWith("apt:")) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(source);
        if (!matcher.matches()) {
            throw new BadInput(
                    where, "'" + source + "' is not a source package", "Write apt:SUITE[/PACKAGE][=VERSION].");
        }
        String name = matcher.group("name");
        return Optional.of(new AptSourceName(
                matcher.group("suite"),
                name == null ? GrubOrigin.DEFAULT_SOURCE : name,
                Optional.ofNullable(matcher.group("version"))));
    }
}
