// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.SilentLog;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a CI matrix sets on the command line in place of elements of the POM. */
class PropertiesTest {

    @Test
    void eachElementOfGrubHasOne() throws Exception {
        List<String> elements = new ArrayList<>();
        for (Class<?> bean : List.of(GrubConfiguration.class, GrubConfiguration.Apt.class, SourceConfiguration.class)) {
            for (Field field : bean.getDeclaredFields()) {
                if (!field.isSynthetic()
                        && !Modifier.isStatic(field.getModifiers())
                        && !field.getType().equals(GrubConfiguration.Apt.class)) {
                    elements.add(field.getName());
                }
            }
        }
        assertThat(elements).contains("directory", "deb", "artifact", "suite", "version", "source", "patches", "file");
        elements.remove("file"); // that of <source>, whose property it shares
        // a POM may well name the plugin's own version grub-xen.grubVersion
        elements.replaceAll(name -> name.equals("version") ? "grubVersion" : name);
        assertThat(elements).allMatch(name -> properties("modules").contains("${grub-xen." + name + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deb", "verify"})
    void changelogAndCopyrightHaveOne(String goal) {
        assertThat(properties(goal)).contains("${grub-xen.changelog}", "${grub-xen.copyright}");
    }

    @Test
    void standInForElementsThatThePomLeavesOut() throws Exception {
        GrubConfiguration filled = grub(null, null).or(properties(null, null, "trixie", "2.12-9"));
        assertThat(suiteAndVersion(filled)).containsExactly("trixie", "2.12-9");
        filled = grub("bookworm", null).or(properties(null, null, null, "2.06-13"));
        assertThat(suiteAndVersion(filled)).containsExactly("bookworm", "2.06-13");
        filled = grub("bookworm", "2.06-13").or(properties(null, null, "bookworm", null));
        assertThat(suiteAndVersion(filled)).containsExactly("bookworm", "2.06-13");
    }

    @Test
    void anElementAndAPropertyThatDifferAreRefused() throws Exception {
        GrubConfiguration inPom = grub("bookworm", null);
        assertThatThrownBy(() -> inPom.or(properties(null, null, "trixie", null)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "grub-xen.suite: the property is 'trixie', but the POM's <grub><apt><suite> is 'bookworm'. ");
    }

    @Test
    void aSuiteForAVersionThatThePomPinsIsRefused() throws Exception {
        GrubConfiguration pinned = grub(null, "2.06-13");
        assertThatThrownBy(() -> pinned.or(properties(null, null, "trixie", null)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("grub-xen.suite: the POM's <grub><apt><version> names version 2.06-13 ");
    }

    @Test
    void twoSourcesAreRefusedWhereverTheyAreNamed() throws Exception {
        GrubConfiguration both = grub("bookworm", null).or(properties(null, new File("x.deb"), null, null));
        assertThatThrownBy(() -> both.source(
                        new BuildPlaces(Path.of("."), Path.of("cache"), true, Path.of("logs")),
                        (where, artifact) -> Path.of("none"),
                        Optional.empty(),
                        new SilentLog()))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("<grub>: more than one source of modules");
    }

    @Test
    void eachRuleOfLintHasOne() throws BadInput {
        Properties project = new Properties();
        project.setProperty("grub-xen.lint.no-initrd", "off");
        project.setProperty("grub-xen.lint.no-boot", "warn");
        project.setProperty("grub-xen.lint.skip", "false");
        Properties user = new Properties();
        user.setProperty("grub-xen.lint.no-boot", "error");
        assertThat(LintProperties.of(Map.of("no-console", "off"), project, user))
                .isEqualTo(Map.of("no-console", "off", "no-initrd", "off", "no-boot", "error"));
        assertThatThrownBy(() -> LintProperties.of(Map.of("no-boot", "off"), project, user))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "grub-xen.lint.no-boot: the property is 'error', but the POM's <lint> says 'off'.");
    }

    private static List<String> properties(String goal) {
        try {
            List<String> expressions = new ArrayList<>();
            MojoDescriptor mojo = Goal.descriptor().getMojo(goal);
            mojo.getParameters()
                    .forEach(parameter -> expressions.add(mojo.getMojoConfiguration()
                            .getChild(parameter.getName())
                            .getValue("")));
            return expressions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GrubConfiguration.Properties properties(
            @Nullable File directory, @Nullable File deb, @Nullable String suite, @Nullable String version) {
        return new GrubConfiguration.Properties(directory, deb, null, new SourceConfiguration(), suite, version);
    }

    private static GrubConfiguration grub(@Nullable String suite, @Nullable String version) throws Exception {
        GrubConfiguration.Apt apt = new GrubConfiguration.Apt();
        set(apt, "suite", suite);
        set(apt, "version", version);
        GrubConfiguration grub = new GrubConfiguration();
        set(grub, "apt", apt);
        return grub;
    }

    private static List<@Nullable Object> suiteAndVersion(GrubConfiguration grub) throws Exception {
        Object apt = get(grub, "apt");
        List<@Nullable Object> values = new ArrayList<>();
        values.add(get(apt, "suite"));
        values.add(get(apt, "version"));
        return values;
    }

    private static Object get(Object bean, String name) throws Exception {
        Field field = bean.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(bean);
    }

    private static void set(Object bean, String name, @Nullable Object value) throws Exception {
        Field field = bean.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(bean, value);
    }
}
