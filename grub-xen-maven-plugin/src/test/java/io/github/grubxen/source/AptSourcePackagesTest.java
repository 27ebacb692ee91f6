// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source packages through the machine's apt. A small one is fetched: the way is that of GRUB's. */
class AptSourcePackagesTest {
    private static final String SMALL = "hello";

    @TempDir
    Path cache;

    private final List<String> told = new ArrayList<>();

    /** Asks for a source package offline, and prints the name of its file. */
    public static void main(String[] arguments) throws IOException {
        System.out.print(new AptSourcePackages(Path.of(arguments[0]), "bookworm", true)
                .download(SMALL, Optional.empty(), new SilentLog())
                .getFileName());
    }

    @Test
    void isFetchedOnceAndThenUsedWithoutANetwork() throws IOException {
        Tools.require("apt-get");
        Path dsc = download(false, Optional.empty());
        assertThat(dsc.getFileName().toString()).startsWith("hello_").endsWith(".dsc");
        assertThat(told).last().asString().startsWith("Fetching the source of hello of bookworm");
        told.clear();
        assertThat(download(false, Optional.empty())).isEqualTo(dsc);
        assertThat(told).isEmpty();
        assertThat(OtherJava.withoutNetwork().run(getClass(), cache.toString()))
                .isEqualTo(dsc.getFileName().toString());

        String digest = Digest.sha256(dsc);
        Files.writeString(dsc, Files.readString(dsc).replace("Source: hello", "Source: other"));
        assertThatThrownBy(() -> download(true, Optional.empty()))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(dsc + ": is not the file that the archive signed");
        assertThat(Digest.sha256(download(false, Optional.empty()))).isEqualTo(digest);

        assertThatThrownBy(() -> download(false, Optional.of("0.0-1")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("for the source of hello=0.0-1 of bookworm: no such source package");
    }

    @Test
    void anEmptyCacheIsNamedOffline() {
        Tools.require("apt-get");
        assertThatThrownBy(() -> download(true, Optional.empty()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("apt, offline, for the source of hello of bookworm: is not in the cache");
    }

    @Test
    void aNameThatAptWouldTakeForAnOptionIsRefused() {
        assertThatThrownBy(() -> new AptSourcePackages(cache, "bookworm", false)
                        .download("-o=x", Optional.empty(), new SilentLog()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("'-o=x' is not valid");
    }

    private Path download(boolean offline, Optional<String> version) throws IOException {
        return new AptSourcePackages(cache, "bookworm", offline).download(SMALL, version, new RecordingLog(told));
    }
}
