// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Steps of dpkg-maintscript-helper in a package's scripts. Missing scripts are created; in existing scripts, the steps are
 * inserted at the top.
 *
 * <p>Source: dpkg-maintscript-helper(1), "Integration in packages".
 */
final class MaintainerScripts {
    private static final List<String> SCRIPTS = List.of("preinst", "postinst", "postrm");
    private static final Pattern SHELL = Pattern.compile("#![ \\t]*(?:/usr)?/bin/(?:env )?(?:ba|da)?sh\\b.*\\n");

    private MaintainerScripts() {}

    /**
     * Adds a step to the scripts that need it.
     *
     * @throws BadInput if an existing script is not a shell script, so that no step can be inserted
     */
    static void add(Map<String, Bytes> scripts, String step) throws BadInput {
        String line = "dpkg-maintscript-helper " + step + " -- \"$@\"\n";
        for (String name : SCRIPTS) {
            Bytes own = scripts.get(name);
            String text = own == null ? "#!/bin/sh\nset -e\n" : Utf8.text(own);
            Matcher first = SHELL.matcher(text);
            if (!first.lookingAt()) {
                throw new BadInput(
                        own == null ? name : own.name(),
                        "no script of a shell, so 'dpkg-maintscript-helper " + step + "' cannot be put into it",
                        "Begin it with a line as #!/bin/sh.");
            }
            String whole = own == null ? text + line : first.group() + line + text.substring(first.end());
            scripts.put(name, Bytes.of(own == null ? name : own.name(), whole.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
