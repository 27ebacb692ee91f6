// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.TarWriter.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages with one fault in an ar or tar archive: verify reports this fault and nothing else. */
class BrokenArchivesTest {
    private static final long NEWEST = 1_700_000_000;

    @TempDir
    Path directory;

    @Test
    void namesWhatIsNoPackage() throws IOException {
        assertOnly(write("no package".getBytes(StandardCharsets.US_ASCII)), "ar", "members", "not an ar archive");
        assertOnly(directory.resolve("none_1_all.deb"), "ar", "members", "no such file");
        assertOnly(write(DebBuilder.ar(Map.of())), "ar", "members", "its members are []");
    }

    @Test
    void namesMembersInAnotherOrderOrUnderAnotherName() throws IOException {
        DebBuilder good = good();
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("debian-binary", bytes("2.0\n"));
        members.put("data.tar.xz", DebBuilder.xz(good.data()));
        members.put("control.tar.xz", DebBuilder.xz(good.control()));
        assertOnly(write(DebBuilder.ar(members)), "ar", "members", "[debian-binary, data.tar.xz, control.tar.xz]");

        assertOnly(good().member("extra", bytes("x")).write(directory), "ar", "members", "extra");
        assertFirst(
                good().member("control.tar.xz", bytes("")).write(directory),
                "ar",
                "members",
                "[debian-binary, data.tar.xz]");
        DebBuilder other = good().member("data.tar.xz", bytes("")).member("data.tar.lzma", bytes("x"));
        assertFirst(other.write(directory), "ar", "members", "data.tar.lzma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "3.0\n", "2.0\n\n", "2.0\r\n"})
    void namesAnotherFormat(String format) throws IOException {
        assertOnly(good().member("debian-binary", bytes(format)).write(directory), "ar", "debian-binary", "not 2.0");
    }

    @Test
    void namesWhatFollowsOrIsCutOff() throws IOException {
        byte[] deb = good().toByteArray();
        byte[] longer = Arrays.copyOf(deb, deb.length + 7);
        String end = "offset 0x" + Integer.toHexString(deb.length);
        assertOnly(write(longer), "ar", end, "7 bytes follow that are not a complete member");
        assertThat(checks(write(Arrays.copyOf(deb, deb.length - 20)))).contains("ar");
    }

    @Test
    void namesAWrongPaddingAndAnOwnerOfAMember() throws IOException {
        byte[] deb = good().member("_gpgorigin", bytes("odd")).toByteArray();
        deb[deb.length - 1] = 0;
        assertOnly(write(deb), "ar", "_gpgorigin", "no line feed follows it");

        byte[] owned = good().toByteArray();
        owned[8 + 28] = '7';
        assertOnly(write(owned), "ar", "debian-binary", "its header says 7/0 100644");
    }

    @Test
    void namesASecondCompressedStreamWhichDpkgRefuses() throws IOException {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.writeBytes(DebBuilder.xz(good().data()));
        two.writeBytes(DebBuilder.xz(new byte[512]));
        Path deb = good().member("data.tar.xz", two.toByteArray()).write(directory);
        assertOnly(deb, "ar", "data.tar.xz", "something follows the compressed archive");
    }

    @Test
    void namesADamagedTar() throws IOException {
        byte[] data = good().data();
        data[512 + 20] ^= 1;
        assertOnly(data(data), "tar-format", "data.tar.xz at offset 0x200", "not a tar header, or a damaged one");
        assertOnly(
                data(Arrays.copyOf(good().data(), 700)),
                "tar-format",
                "data.tar.xz at offset 0x200",
                "cut off in a header");
        assertOnly(data(new byte[0]), "tar-format", "data.tar.xz", "is empty");
        byte[] whole = good().data();
        assertOnly(data(Arrays.copyOf(whole, whole.length - 512)), "tar-format", "data.tar.xz", "two blocks of zeros");
        byte[] more = Arrays.copyOf(whole, whole.length + 512);
        more[more.length - 1] = 1;
        assertOnly(data(more), "tar-format", "data.tar.xz", "data after its end");
        byte[] xz = DebBuilder.xz(whole);
        Path cut =
                good().member("data.tar.xz", Arrays.copyOf(xz, xz.length / 2)).write(directory);
        assertOnly(cut, "tar-format", "data.tar.xz", "is cut off: its compressed data ends too early");
    }

    /** A gigabyte of zeros is a few kilobytes of xz. */
    @Test
    void unpacksNoMoreThanItsLimit() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) { // in XZ it would take far longer
            byte[] zeros = new byte[1 << 20];
            byte[] data = good().data();
            gzip.write(data, 0, data.length - 1024);
            for (int i = 0; i < 1025; i++) {
                gzip.write(zeros);
            }
        }
        DebBuilder deb = good().member("data.tar.xz", bytes("")).member("data.tar.gz", packed.toByteArray());
        assertOnly(deb.write(directory), "tar-format", "data.tar.gz", "unpacks to more than 1024 MiB");
    }

    @Test
    void namesAHeaderOfAnotherFormatAndALinkWithAContent() throws IOException {
        byte[] data = good().data();
        Arrays.fill(data, 512 + 257, 512 + 265, (byte) 0);
        TarWriter.sum(data, 512);
        assertOnly(data(data), "tar-format", "/usr", "neither GNU tar's nor POSIX's");

        Path deb = good().with(Entry.file("./usr/y", "y").type('2')).write(directory);
        assertOnly(deb, "tar-format", "data.tar.xz at offset 0x800", "which programs read in different ways");
    }

    @Test
    void namesAnArchiveThatDoesNotBeginWithItsRoot() throws IOException {
        byte[] data = good().data();
        Path deb = data(Arrays.copyOfRange(data, 512, data.length));
        assertThat(find(deb))
                .anySatisfy(finding ->
                        assertFinding(deb, finding, "tar-format", "/usr", "is the first entry instead of ./"));
    }

    private static DebBuilder good() {
        return new DebBuilder("p").file("usr/x", bytes("x"));
    }

    private Path data(byte[] data) throws IOException {
        return good().member("data.tar.xz", DebBuilder.xz(data)).write(directory);
    }

    private Path write(byte[] deb) throws IOException {
        return Files.write(directory.resolve("p_1_all.deb"), deb);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Diagnostic> find(Path deb) throws IOException {
        return new Verification(NEWEST, Optional.empty()).of(List.of(deb));
    }

    private static List<String> checks(Path deb) throws IOException {
        return find(deb).stream().map(Diagnostic::rule).toList();
    }

    private static void assertOnly(Path deb, String check, String path, String problem) throws IOException {
        assertThat(find(deb)).singleElement().satisfies(finding -> assertFinding(deb, finding, check, path, problem));
    }

    private static void assertFirst(Path deb, String check, String path, String problem) throws IOException {
        assertFinding(deb, find(deb).get(0), check, path, problem);
    }

    private static void assertFinding(Path deb, Diagnostic finding, String check, String path, String problem) {
        assertThat(finding.line())
                .startsWith(new Place.InPackage(String.valueOf(deb.getFileName()), path) + ": ")
                .contains(problem)
                .contains(" [" + check + "]. ")
                .doesNotContain("\n");
    }
}
