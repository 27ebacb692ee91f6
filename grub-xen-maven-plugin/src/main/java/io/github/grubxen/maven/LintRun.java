// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lint.ImageOptions;
import io.github.grubxen.lint.Lint;
import io.github.grubxen.lint.Rules;
import io.github.grubxen.plan.ImageDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Lints the configs of a project's images, for the goals that show the findings. */
final class LintRun {
    private final Rules rules;
    private final KnownTrees trees;

    /**
     * A run with these severities.
     *
     * @throws BadInput if a rule or a severity is unknown
     */
    LintRun(Map<String, String> severities, KnownTrees trees) throws BadInput {
        rules = Rules.with("<lint>", severities);
        this.trees = trees;
    }

    /** The findings about images. */
    Lint of(List<ImageDirectory.Named> images) throws IOException {
        Lint linted = new Lint(rules, new ImageOptions("<addModules>", "<decompressors>", "<files>"));
        for (ImageDirectory.Named image : images) {
            linted.add(image.fileName(), image.config(), image.plan(), trees.tree(image.platform()));
        }
        return linted;
    }
}
