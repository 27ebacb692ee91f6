// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;

/** The value of a name: a property of the command line or the POM, or a part of the project, as Maven resolves it in a POM. */
record PomValues(MavenSession session, MojoExecution execution) {

    Optional<String> of(String name) throws BadInput {
        try {
            Object value = new PluginParameterExpressionEvaluator(session, execution).evaluate("${" + name + "}");
            return value == null || value.equals("${" + name + "}")
                    ? Optional.empty()
                    : Optional.of(String.valueOf(value));
        } catch (ExpressionEvaluationException e) {
            throw new BadInput("@" + name + "@", String.valueOf(e.getMessage()), "Use another name.");
        }
    }
}
