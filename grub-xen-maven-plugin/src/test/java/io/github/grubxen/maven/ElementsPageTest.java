// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page about the elements of the configuration says what the classes say. */
class ElementsPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/elements.md");

    @Test
    void thePageSaysWhatTheClassesSay() throws IOException {
        String page = ElementsPage.markdown();
        if (Boolean.getBoolean("grub-xen.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("run this test with -Dgrub-xen.write=true to write the page again")
                .isEqualTo(page);
    }

    @Test
    void eachClassThatAGoalTakesIsOnThePage() {
        Set<Class<?>> taken = new LinkedHashSet<>();
        goals().forEach(goal -> {
            for (Class<?> each = goal;
                    each != AbstractMojo.class && each != Object.class;
                    each = each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    ElementsPage.inner(field)
                            .filter(inner -> inner.getSimpleName().endsWith("Configuration"))
                            .ifPresent(taken::add);
                }
            }
        });
        assertThat(ElementsPage.OUTER).hasSameElementsAs(taken);
    }

    @Test
    void eachClassHasAnExample() throws IOException {
        assertThat(ElementsPage.examples().keySet()).isEqualTo(ElementsPage.beans());
    }

    @TestFactory
    Stream<DynamicTest> mavenAcceptsEachExample() throws IOException {
        return ElementsPage.examples().entrySet().stream()
                .map(example -> DynamicTest.dynamicTest(
                        ElementsPage.name(example.getKey()), () -> accepts(example.getKey(), example.getValue())));
    }

    private static void accepts(Class<?> bean, String example) throws Exception {
        assertThat(example).startsWith("<" + ElementsPage.name(bean) + ">");
        var element = new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader(example)));
        var constructor = bean.getDeclaredConstructor();
        constructor.setAccessible(true);
        try (ClassWorld world = new ClassWorld("plugin", bean.getClassLoader())) {
            new BasicComponentConfigurator()
                    .configureComponent(constructor.newInstance(), element, world.getRealm("plugin"));
        }
    }

    private static List<Class<?>> goals() {
        String[] names =
                Path.of("src/main/java/io/github/grubxen/maven").toFile().list();
        return Arrays.stream(names == null ? new String[0] : names)
                .filter(name -> name.endsWith("Mojo.java"))
                .sorted()
                .<Class<?>>map(name -> {
                    try {
                        return Class.forName("io.github.grubxen.maven." + name.replace(".java", ""));
                    } catch (ClassNotFoundException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
