package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageContentsTest {

    @Test
    void haveAllFoldersAboveAFileOnceAndBeforeIt() throws IOException {
        PackageContents contents =
                new PackageContents(List.of(file("usr/lib/b"), file("usr/lib/a/x"), file("usr/lib/a/w")));
        assertThat(contents.entries())
                .extracting(PackageEntry::path)
                .containsExactly("usr", "usr/lib", "usr/lib/a", "usr/lib/a/w", "usr/lib/a/x", "usr/lib/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/x", "../x", "a/../x", "a/./x", "a//x", "a/", "", ".", ".."})
    void refuseAPathThatIsNotPlain(String path) {
        assertThatThrownBy(() -> new PackageContents(List.of(file(path)))).isInstanceOf(BadInput.class);
    }

    @Test
    void refuseAPathTwiceAndAFileBelowAFileOrLink() {
        assertThatThrownBy(() -> new PackageContents(List.of(file("a"), file("a"))))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new PackageContents(List.of(file("a"), file("a/b"))))
                .hasMessageContaining("no folder");
        assertThatThrownBy(() -> new PackageContents(List.of(new PackageEntry.Link("a", "/tmp"), file("a/b"))))
                .hasMessageContaining("no folder");
    }

    @Test
    void listMd5SumsOfFilesAlone() throws IOException {
        PackageContents contents = new PackageContents(List.of(file("d/f"), new PackageEntry.Link("d/l", "f")));
        assertThat(contents.md5sums(Set.of())).isEqualTo("d41d8cd98f00b204e9800998ecf8427e  d/f\n");
    }

    private static PackageEntry file(String path) {
        return new PackageEntry.RegularFile(path, 0644, PackageEntry.Content.of(Bytes.of(path, new byte[0])));
    }
}
