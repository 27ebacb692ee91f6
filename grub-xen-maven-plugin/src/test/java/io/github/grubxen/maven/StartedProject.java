// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.testing.GrubRelease;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.RepositorySystem;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A project that the goal init has written, whose goals get the configuration of its POM.
 *
 * @param directory the directory of the project
 * @param project the project of its POM
 */
record StartedProject(Path directory, MavenProject project) {

    /** Reads the POM of a directory. */
    static StartedProject in(Path directory) throws Exception {
        try (Reader pom = Files.newBufferedReader(directory.resolve("pom.xml"))) {
            Model model = new MavenXpp3Reader().read(pom);
            MavenProject project = new MavenProject(model);
            if (model.getBuild() == null) {
                model.setBuild(new Build());
            }
            project.getBuild().setDirectory(directory.resolve("target").toString());
            project.setArtifact(new DefaultArtifact(
                    model.getGroupId(),
                    model.getArtifactId(),
                    model.getVersion(),
                    "compile",
                    model.getPackaging(),
                    "",
                    new DefaultArtifactHandler(model.getPackaging())));
            return new StartedProject(directory, project);
        }
    }

    /** Runs a goal with modules of Debian 12. */
    Goal run(String name) throws Exception {
        Goal goal = new Goal(directory, project)
                .set("deb", GrubRelease.BOOKWORM.deb("grub-xen-bin").toAbsolutePath())
                .set("compression", "none")
                .set("cache", directory.resolveSibling("cache"))
                .set("snapshotTime", false);
        project.getModel().getProperties().forEach((key, value) -> goal.property((String) key, value));
        Set<String> known = Goal.descriptor().getMojo(name).getParameters().stream()
                .map(Parameter::getName)
                .collect(Collectors.toSet());
        Plugin plugin = project.getModel().getBuild().getPlugins().get(0);
        if (plugin.getConfiguration() instanceof Xpp3Dom configuration) {
            for (PlexusConfiguration element : new XmlPlexusConfiguration(configuration).getChildren()) {
                if (known.contains(element.getName())) {
                    goal.element(element);
                }
            }
        }
        goal.run(name, mojo(name));
        return goal;
    }

    private static AbstractGrubXenMojo mojo(String name) {
        return switch (name) {
            case "modules" -> new ModulesMojo(unused(RepositorySystem.class), unused(MavenProjectHelper.class));
            case "lint" -> new LintMojo();
            case "images" -> new ImagesMojo();
            case "deb" -> new DebMojo(unused(MavenProjectHelper.class));
            case "boot" -> new BootMojo();
            default -> throw new AssertionError(name);
        };
    }

    /** What a goal asks for and does not use here. */
    private static <T> T unused(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                StartedProject.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    /** The first element of this name in an XML text. */
    static Element element(String xml, String name) throws IOException {
        try {
            Element top = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            return top.getTagName().equals(name)
                    ? top
                    : (Element) top.getElementsByTagName(name).item(0);
        } catch (org.xml.sax.SAXException | javax.xml.parsers.ParserConfigurationException e) {
            throw new IOException(xml, e);
        }
    }

    /** An element as one line, without comments, and without one kind of element. */
    static String line(Element element, String without) {
        StringBuilder line = new StringBuilder("<" + element.getTagName() + ">");
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner && !inner.getTagName().equals(without)) {
                line.append(line(inner, without));
            } else if (child.getNodeType() == Node.TEXT_NODE) {
                line.append(child.getTextContent().strip().replaceAll("\\s+", " "));
            }
        }
        return line.append("</" + element.getTagName() + ">").toString();
    }
}
