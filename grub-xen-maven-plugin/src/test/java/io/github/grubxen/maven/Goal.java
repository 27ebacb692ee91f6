// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** A goal as a command line calls it, without a project: properties go through Maven's own reading into the goal. */
final class Goal {
    private final Path directory;
    private final @Nullable MavenProject project;
    private final Map<String, String> properties = new TreeMap<>();
    private final List<PlexusConfiguration> elements = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /** A goal that is called in a directory. */
    Goal(Path directory) {
        this(directory, null);
    }

    /** A goal of a project, whose directories it then has. */
    Goal(Path directory, @Nullable MavenProject project) {
        this.directory = directory;
        this.project = project;
    }

    /** Gives a property, {@code grub-xen.} before its name; null takes it away. */
    Goal set(String name, @Nullable Object value) {
        if (value == null) {
            properties.remove("grub-xen." + name);
        } else {
            properties.put("grub-xen." + name, value.toString());
        }
        return this;
    }

    /** Gives a property by its whole name. */
    Goal property(String name, Object value) {
        properties.put(name, value.toString());
        return this;
    }

    /** Gives an element of the POM. */
    Goal element(PlexusConfiguration element) {
        elements.add(element);
        return this;
    }

    /** The warnings of all runs. */
    List<String> warnings() {
        return warnings;
    }

    /** The errors of all runs, but for what ended them. */
    List<String> errors() {
        return errors;
    }

    /** The lines that the last run logged as information. */
    List<String> lines() {
        return lines;
    }

    /** Runs it. */
    void run(String name, AbstractGrubXenMojo mojo) throws IOException, MojoExecutionException, MojoFailureException {
        PluginDescriptor plugin = descriptor();
        ClassLoader loader = Goal.class.getClassLoader();
        PlexusConfiguration configuration = plugin.getMojo(name).getMojoConfiguration();
        elements.forEach(configuration::addChild);
        try (ClassWorld world = new ClassWorld("plugin", loader)) {
            new BasicComponentConfigurator()
                    .configureComponent(mojo, configuration, evaluator(plugin, name), world.getClassRealm("plugin"));
        } catch (org.codehaus.plexus.component.configurator.ComponentConfigurationException e) {
            throw new MojoExecutionException("Maven refuses the configuration", e);
        }
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void warn(CharSequence line) {
                warnings.add(line.toString());
            }

            @Override
            public void error(CharSequence line) {
                errors.add(line.toString());
            }

            @Override
            public void info(CharSequence line) {
                lines.add(line.toString());
            }
        });
        lines.clear();
        mojo.execute();
    }

    /** The plugin's descriptor as the build made it. */
    static PluginDescriptor descriptor() throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("target/classes/META-INF/maven/plugin.xml"))) {
            return new PluginDescriptorBuilder().build(reader);
        } catch (org.codehaus.plexus.configuration.PlexusConfigurationException e) {
            throw new IOException(e);
        }
    }

    /** The expression with the directories of the project, where there is one. */
    private String inProject(String expression) {
        return project == null
                ? expression
                : expression
                        .replace("${basedir}", directory.toString())
                        .replace("${project.basedir}", directory.toString())
                        .replace(
                                "${project.build.directory}", project.getBuild().getDirectory());
    }

    private ExpressionEvaluator evaluator(PluginDescriptor plugin, String goal) {
        return new ExpressionEvaluator() {
            @Override
            public @Nullable Object evaluate(@Nullable String expression) {
                if (expression == null || !expression.startsWith("${")) {
                    return expression;
                }
                return switch (expression) {
                    case "${plugin}" -> plugin;
                    case "${mojoExecution}" -> new MojoExecution(plugin.getMojo(goal));
                    case "${basedir}" -> directory.toFile();
                    case "${project.build.directory}/grub-xen" ->
                        directory.resolve("target/grub-xen").toFile();
                    case "${session}" -> {
                        Properties given = new Properties();
                        given.putAll(properties);
                        yield OneTimestampWarningTest.session(
                                new DefaultMavenExecutionRequest().setUserProperties(given));
                    }
                    case "${project}" -> project;
                    case "${project.properties}" -> new Properties();
                    default -> {
                        String path = inProject(expression);
                        yield path.startsWith("${")
                                ? properties.get(expression.substring(2, expression.length() - 1))
                                : path;
                    }
                };
            }

            @Override
            public File alignToBaseDirectory(File file) {
                return directory.resolve(file.toPath()).toFile();
            }
        };
    }
}
