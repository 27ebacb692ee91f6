// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.format.SigningKey;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import io.github.grubxen.io.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place is data from where it is found to where it is shown: only {@link Place} puts a file and a line together as text. */
class TypedPlacesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/grubxen");

    /** A colon between two values, or a format that has one. */
    private static final Pattern COMPOSED = Pattern.compile(
            "[+,]\\s*(?:\":\"|':')\\s*[+,]\\s*[A-Za-z(]|%s:%[ds]|append\\((?:\":\"|':')\\)|concat\\(\":\"\\)");

    /** What composes such a text: the places themselves, and the line and column of a config's further findings. */
    private static final Set<Path> ALLOWED = Set.of(Path.of("io/Place.java"), Path.of("script/Position.java"));

    @Test
    void noCodeComposesAFileAndALineAsText() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !ALLOWED.contains(SOURCES.relativize(path)))
                    .sorted()
                    .toList()) {
                COMPOSED.matcher(Files.readString(source))
                        .results()
                        .forEach(hit -> found.add(SOURCES.relativize(source) + ": " + hit.group()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theScanFindsWhatThePlacesCompose() throws IOException {
        for (Path allowed : ALLOWED) {
            assertThat(COMPOSED.matcher(Files.readString(SOURCES.resolve(allowed)))
                            .find())
                    .as(allowed.toString())
                    .isTrue();
        }
    }

    @Test
    void aTextFileIsRefusedAtItsLine() {
        Bytes latin1 = Bytes.of("x", "a\nb\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(placeOf(() -> Utf8.text(latin1))).isEqualTo(new Place.WholeLine("x", 2));
        assertThat(placeOf(() -> ControlParagraph.readAll("x", "A: b\nno field\n")))
                .isEqualTo(new Place.WholeLine("x", 2));
    }

    @Test
    void anArmoredKeyIsRefusedAtTheLineWhereItBegins(@TempDir Path directory) throws IOException {
        Path key = directory.resolve("boot.asc");
        Files.writeString(key, "\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n");
        assertThat(placeOf(() -> SigningKey.read(key))).isEqualTo(new Place.WholeLine(key.toString(), 2));
        Files.writeString(key, "-----BEGIN PGP MESSAGE-----\n");
        assertThat(placeOf(() -> SigningKey.read(key))).isEqualTo(new Place.WholeLine(key.toString(), 1));
    }

    private static Place placeOf(ThrowingCallable reading) {
        return catchThrowableOfType(BadInput.class, reading).diagnostic().place();
    }
}
