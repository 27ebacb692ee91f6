// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.config.Template;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes one of the plugin's own grub.cfgs to a file, with its placeholders, as a starting point for your own config. Without a
 * file, prints it.
 *
 * @since 0.9.0
 */
@Mojo(name = "template", requiresProject = false, threadSafe = true)
public class TemplateMojo extends AbstractGrubXenMojo {

    /**
     * The template: {@code guest-config}, {@code second-stage}, {@code fixed-kernel}, {@code installer} or {@code
     * extra-kernel}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.template", defaultValue = "guest-config")
    private String template;

    /**
     * The file, such as {@code src/main/grub/guest.cfg}. It must not exist yet. Without it, the config is printed in the log.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.output")
    private @Nullable File output;

    @Override
    boolean skipGoal() {
        return false;
    }

    @Override
    void make() throws IOException {
        byte[] text = Template.of("grub-xen.template", template.strip()).text().toArray();
        if (output == null) {
            new String(text, StandardCharsets.UTF_8).lines().forEach(getLog()::info);
            return;
        }
        if (output.exists()) {
            throw new BadInput(
                    output.toPath(), "the file already exists", "Name another one, or delete this one first.");
        }
        AtomicFile.write(output.toPath(), out -> out.write(text));
        log().wrote(output.toPath());
    }
}
