// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.ReportPlugin;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/**
 * A part of a POM that a page shows, within the rest that a POM needs.
 *
 * @param place the page, and the line on which the part begins
 * @param shown the part
 * @param pom the whole POM
 */
record PomSnippet(String place, String shown, String pom) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```xml\n(.*?)^```");

    /** Name of this plugin in a POM. */
    private static final String PLUGIN = "grub-xen-maven-plugin";

    /** What pages show alone, by its name, with the element that has it in a POM. The goals' parameters come in addition. */
    private static final Map<String, String> PARENTS = Map.ofEntries(
            Map.entry("build", "project"),
            Map.entry("reporting", "project"),
            Map.entry("plugins", "build"),
            Map.entry("plugin", "plugins"),
            Map.entry("executions", "plugin"),
            Map.entry("execution", "executions"),
            Map.entry("configuration", "plugin"),
            Map.entry("image", "images"),
            Map.entry("source", "grub"),
            Map.entry("case", "boot"),
            Map.entry("allow", "case"));

    private static final String COORDINATES =
            "<groupId>io.github.grubxen</groupId><artifactId>" + PLUGIN + "</artifactId>";

    /** The parts that a page shows, except those of {@code settings.xml}. */
    static List<PomSnippet> of(Path page, Set<String> parameters) throws IOException {
        String text = Files.readString(page);
        List<PomSnippet> snippets = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String shown = block.group(1);
            String place =
                    page + ":" + (text.substring(0, block.start()).lines().count() + 1);
            String name = children(shown).get(0).getName();
            if (!name.equals("server")) {
                snippets.add(new PomSnippet(place, shown, within(shown, name, parameters, place)));
            }
        }
        return snippets;
    }

    /** The configurations of this plugin: its own, and those of its executions. */
    List<Xpp3Dom> configurations() throws IOException {
        return plugins()
                .<ConfigurationContainer>flatMap(
                        plugin -> Stream.concat(Stream.of(plugin), plugin.getExecutions().stream()))
                .map(ConfigurationContainer::getConfiguration)
                .filter(Xpp3Dom.class::isInstance)
                .map(Xpp3Dom.class::cast)
                .toList();
    }

    /** The goals of this plugin that the part runs. */
    List<String> goals() throws IOException {
        return plugins()
                .flatMap(plugin -> plugin.getExecutions().stream())
                .map(PluginExecution::getGoals)
                .flatMap(List::stream)
                .toList();
    }

    /** Whether the part shows this plugin among the reports of the site. */
    boolean isReport() throws IOException {
        return model().getReporting() != null
                && model().getReporting().getPlugins().stream()
                        .map(ReportPlugin::getArtifactId)
                        .anyMatch(PLUGIN::equals);
    }

    /** The paths of all elements in a configuration of this plugin, in a POM of any form. */
    static Set<String> paths(String pom) throws IOException {
        Set<String> paths = new TreeSet<>();
        collectConfigurations(children(pom).get(0), paths);
        return paths;
    }

    /** The POM, in which Maven knows each element. */
    private Model model() throws IOException {
        try {
            return new MavenXpp3Reader().read(new StringReader(pom), true);
        } catch (XmlPullParserException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }

    private Stream<Plugin> plugins() throws IOException {
        Model model = model();
        return model.getBuild() == null
                ? Stream.of()
                : model.getBuild().getPlugins().stream()
                        .filter(plugin -> plugin.getArtifactId().equals(PLUGIN));
    }

    private static void collectConfigurations(Xpp3Dom element, Set<String> paths) {
        for (Xpp3Dom child : element.getChildren()) {
            if (child.getName().equals("configuration")) {
                collect(child, "", paths);
            } else {
                collectConfigurations(child, paths);
            }
        }
    }

    private static void collect(Xpp3Dom element, String path, Set<String> paths) {
        for (Xpp3Dom child : element.getChildren()) {
            boolean isNamedByUsers = path.equals("lint") || path.endsWith("/matrix") || path.endsWith("/matrix/*");
            String below = (path.isEmpty() ? "" : path + "/") + (isNamedByUsers ? "*" : child.getName());
            paths.add(below);
            collect(child, below, paths);
        }
    }

    private static String within(String shown, String first, Set<String> parameters, String place) throws IOException {
        String pom = shown;
        String name = first;
        while (!name.equals("project")) {
            String parent = PARENTS.get(name);
            if (parent == null && parameters.contains(name)) {
                parent = "configuration";
            }
            if (parent == null) {
                throw new IOException(
                        place + ": <" + name + "> is no parameter of a goal. Add it to PomSnippet.PARENTS.");
            }
            pom = "<" + parent + ">" + (parent.equals("plugin") ? COORDINATES : "") + pom + "</" + parent + ">";
            name = parent;
        }
        return pom;
    }

    private static List<Xpp3Dom> children(String xml) throws IOException {
        try {
            String whole = "<all>" + xml.replaceFirst("<\\?xml.*?\\?>", "") + "</all>";
            return Arrays.asList(Xpp3DomBuilder.build(new StringReader(whole)).getChildren());
        } catch (XmlPullParserException e) {
            throw new IOException(xml, e);
        }
    }
}
