// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The parts of POMs that the README and the site's pages show: Maven takes each, and tests build projects with such parts. */
class PomSnippetsTest {
    private static final Path SITE = Path.of("src/site/markdown");

    /** Made from the classes, whose test gives each example to Maven: its examples stand alone, without what is around them. */
    private static final Path ELEMENTS = SITE.resolve("elements.md");

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> areTakenByMaven() throws IOException {
        List<PomSnippet> snippets = snippets();
        assertThat(snippets).hasSizeGreaterThan(15);
        return snippets.stream().map(snippet -> DynamicTest.dynamicTest(snippet.place(), () -> isTaken(snippet)));
    }

    @Test
    void haveOnlyElementsThatABuildOfATestHas() throws IOException {
        Set<String> built = new TreeSet<>();
        for (Path pom : builtPoms()) {
            built.addAll(PomSnippet.paths(Files.readString(pom)));
        }
        List<String> unbuilt = new ArrayList<>();
        for (PomSnippet snippet : snippets()) {
            PomSnippet.paths(snippet.pom()).stream()
                    .filter(path -> !built.contains(path))
                    .forEach(path -> unbuilt.add(snippet.place() + ": " + path));
        }
        assertThat(unbuilt).isEmpty();
    }

    @Test
    void unknownElementsAreRefused() throws IOException {
        for (String wrong : List.of(
                "<boot><case><imag>web.bin</imag></case></boot>",
                "<execution><goal>images</goal></execution>",
                "<execution><goals><goal>image</goal></goals></execution>",
                "<configuration><imagess/></configuration>",
                "<reporting><plugin/></reporting>")) {
            PomSnippet snippet = snippet(wrong);
            assertThatThrownBy(() -> isTaken(snippet)).as(wrong).isNotNull();
        }
        assertThatThrownBy(() -> snippet("<imagess/>")).hasMessageContaining("<imagess> is no parameter of a goal");
    }

    private PomSnippet snippet(String shown) throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), "```xml\n" + shown + "\n```\n");
        return PomSnippet.of(page, parameters()).get(0);
    }

    private static void isTaken(PomSnippet snippet) throws Exception {
        for (String goal : snippet.goals()) {
            assertThat(Goal.descriptor().getMojo(goal)).as(goal).isNotNull();
        }
        int taken = snippet.goals().size();
        for (Xpp3Dom configuration : snippet.configurations()) {
            for (Xpp3Dom element : configuration.getChildren()) {
                configure(element);
                taken++;
            }
        }
        assertThat(taken > 0 || snippet.isReport() || snippet.shown().contains("<packaging>grub-xen</packaging>"))
                .as("a test that looks at nothing: " + snippet.shown())
                .isTrue();
    }

    /** Gives the element to each goal that has such a parameter. */
    private static void configure(Xpp3Dom element) throws Exception {
        List<MojoDescriptor> goals = Goal.descriptor().getMojos().stream()
                .filter(goal -> goal.getParameters() != null
                        && goal.getParameters().stream()
                                .anyMatch(parameter -> parameter.getName().equals(element.getName())))
                .toList();
        assertThat(goals).as("goals with <" + element.getName() + ">").isNotEmpty();
        for (MojoDescriptor goal : goals) {
            Xpp3Dom configuration = new Xpp3Dom("configuration");
            configuration.addChild(element);
            Constructor<?> constructor = Class.forName(goal.getImplementation()).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            Object mojo = constructor.newInstance(new Object[constructor.getParameterCount()]);
            try (ClassWorld world = new ClassWorld("plugin", PomSnippet.class.getClassLoader())) {
                new BasicComponentConfigurator()
                        .configureComponent(mojo, new XmlPlexusConfiguration(configuration), world.getRealm("plugin"));
            }
        }
    }

    private static Set<String> parameters() throws IOException {
        return Goal.descriptor().getMojos().stream()
                .filter(goal -> goal.getParameters() != null)
                .flatMap(goal -> goal.getParameters().stream())
                .map(Parameter::getName)
                .collect(Collectors.toSet());
    }

    private static List<PomSnippet> snippets() throws IOException {
        Set<String> parameters = parameters();
        List<Path> pages = new ArrayList<>(List.of(Path.of("../README.md")));
        pages.addAll(files(SITE, "glob:**.md"));
        pages.remove(ELEMENTS);
        List<PomSnippet> snippets = new ArrayList<>();
        for (Path page : pages) {
            snippets.addAll(PomSnippet.of(page, parameters));
        }
        return snippets;
    }

    /** The POMs of builds that run as users run them: those of src/it, the examples, and what init writes. */
    private static List<Path> builtPoms() throws IOException {
        List<Path> poms = new ArrayList<>(files(Path.of("../src/it"), "glob:**/pom.xml"));
        poms.addAll(files(Path.of("../example-packages"), "glob:**/pom.xml"));
        poms.addAll(files(Path.of("src/main/resources/io/github/grubxen/start"), "glob:**/pom.xml"));
        return poms;
    }

    private static List<Path> files(Path directory, String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(directory.getFileSystem().getPathMatcher(pattern)::matches)
                    .sorted()
                    .toList();
        }
    }
}
