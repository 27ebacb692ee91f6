// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.deb.Owner;
import io.github.grubxen.deb.PackageEntry;
import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code <file>} whose source is a directory. */
class InstalledFileTest {
    @TempDir
    Path directory;

    @Test
    void bringsEmptyDirectoriesAndLinksThatStayInIt() throws Exception {
        Files.createDirectories(directory.resolve("a/empty"));
        Files.writeString(directory.resolve("a/file"), "x");
        Files.createDirectories(directory.resolve("b"));
        Files.createSymbolicLink(directory.resolve("b/link"), Path.of("../a/./file"));
        assertThat(entries())
                .hasSize(3)
                .contains(
                        new PackageEntry.Directory("opt/a/empty", 0755, Owner.ROOT),
                        new PackageEntry.Link("opt/b/link", "../a/./file"))
                .anyMatch(entry -> entry instanceof PackageEntry.RegularFile
                        && entry.path().equals("opt/a/file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none", "../../x", "a/../../../x"})
    void refusesALinkThatLeadsOutOfIt(String target) throws IOException {
        Files.createDirectories(directory.resolve("b"));
        Files.createSymbolicLink(directory.resolve("b/link"), Path.of(target));
        assertThatThrownBy(this::entries)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("a symbolic link, which leads out of <source>");
    }

    @Test
    void isOfAnyOwnerThatAMachineCanHave() throws BadInput {
        assertThat(Owner.parse("here", "Debian-exim:Debian-exim")).isEqualTo(new Owner("Debian-exim", "Debian-exim"));
        assertThat(Owner.parse("here", "samba$:first.last")).isEqualTo(new Owner("samba$", "first.last"));
        assertThatThrownBy(() -> Owner.parse("here", "root")).hasMessageContaining("'root' is not an owner");
        assertThatThrownBy(() -> Owner.parse("here", "a b:root")).hasMessageContaining("is not an owner");
    }

    /** As Maven sets it. */
    private List<PackageEntry> entries() throws IOException, ReflectiveOperationException {
        InstalledFile file = new InstalledFile();
        set(file, "source", directory.toFile());
        set(file, "target", "/opt");
        return file.entries("<package> site");
    }

    private static void set(InstalledFile file, String name, Object value) throws ReflectiveOperationException {
        Field field = InstalledFile.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(file, value);
    }
}
