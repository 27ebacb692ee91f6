// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which images a {@code <package>} has. */
class PackageImagesTest {
    private final PackageConfiguration configured = new PackageConfiguration();

    @Test
    void elementsAboutImagesWithoutAnImageAreRefused() throws Exception {
        assertThatCode(() -> configured.checkImages("<package> site")).doesNotThrowAnyException();
        set(configured, "into", "/boot/xen");
        assertThatThrownBy(() -> configured.checkImages("<package> site"))
                .hasMessage(
                        "<package> site: <into> without <images>: the package would have no image. Name its images, such as"
                                + " <images>*</images>, or take <into> out.");
        set(configured, "versioned", true);
        assertThatThrownBy(() -> configured.checkImages("<package> site"))
                .hasMessageContaining("<versioned> without <images>");
        set(configured, "images", List.of("*"));
        assertThatCode(() -> configured.checkImages("<package> site")).doesNotThrowAnyException();
    }

    @Test
    void anImageIsTakenByItsNameOrAsAFile() throws Exception {
        Path image = Path.of("target/images/web-i386-xen.bin");
        assertThat(configured.takes(image)).isFalse();
        set(configured, "images", List.of("db-*", " web-*.bin "));
        assertThat(configured.takes(image)).isTrue();
        set(configured, "images", List.of("db-*"));
        InstalledFile file = new InstalledFile();
        set(file, "source", new File("target/../target/images"));
        set(configured, "files", List.of(file));
        assertThat(configured.takes(image)).isTrue();
        assertThat(configured.takes(Path.of("target/other/web-i386-xen.bin"))).isFalse();
    }

    @Test
    void aPatternHasTwoWildcardsAndNothingElse() throws Exception {
        Path image = Path.of("target/images/web-i386-xen.bin");
        set(configured, "images", List.of("web-????-xen.bin"));
        assertThat(configured.takes(image)).isTrue();
        set(configured, "images", List.of("web-[", "%regex[.*]", "web-{i386,x86_64}-xen.bin", "\\", "WEB-*", "web-?"));
        assertThat(configured.takes(image))
                .as("Java's glob and Ant's patterns know more")
                .isFalse();
    }

    private static void set(Object bean, String name, Object value) throws ReflectiveOperationException {
        Field field = bean.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(bean, value);
    }
}
