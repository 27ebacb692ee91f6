// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What Maven makes of the plugin's directory where there is no POM. */
class WithoutAProjectTest {
    private final BootMojo mojo = new BootMojo();

    @Test
    void reportsGoBelowTheDirectoryThatMavenWasStartedIn() throws Exception {
        set("outputDirectory", "/somewhere/${project.basedir}/target/grub-xen");
        set("startDirectory", "/started");
        assertThat(mojo.directories().lab()).isEqualTo(Path.of("/started/target/grub-xen/lab"));
    }

    @Test
    void theDirectoryOfAProjectIsLeftAsItIs() throws Exception {
        set("outputDirectory", "/project/target/grub-xen");
        set("startDirectory", "/started");
        assertThat(mojo.directories().lab()).isEqualTo(Path.of("/project/target/grub-xen/lab"));
    }

    private void set(String name, String path) throws Exception {
        Field field = AbstractGrubXenMojo.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(mojo, new File(path));
    }
}
