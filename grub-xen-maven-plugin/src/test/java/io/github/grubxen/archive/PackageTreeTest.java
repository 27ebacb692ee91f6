// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.TarWriter.Entry;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackageTreeTest {
    private static final String LONG = "l".repeat(120);

    @TempDir
    Path directory;

    private int roots;

    static Stream<Arguments> links() {
        Entry file = Entry.file("./usr/a", "content");
        return Stream.of(
                Arguments.of(List.of(file, Entry.hardLink("./usr/b", "./usr/a")), "usr/b"),
                Arguments.of(List.of(file, Entry.hardLink("./usr/b", "usr/a")), "usr/b"),
                Arguments.of(List.of(file, Entry.hardLink("./usr/b", "/usr/a")), "usr/b"),
                Arguments.of(
                        List.of(file, Entry.hardLink("./usr/b", "./usr/a"), Entry.hardLink("./usr/c", "./usr/b")),
                        "usr/c"),
                Arguments.of(List.of(file, Entry.link("./usr/b", "a")), "usr/b"),
                Arguments.of(List.of(Entry.link("./usr/b", "a"), file), "usr/b"),
                Arguments.of(List.of(file, Entry.link("./usr/b", "../usr/./a")), "usr/b"),
                Arguments.of(List.of(Entry.link("./usr/c", "b"), file, Entry.hardLink("./usr/b", "./usr/a")), "usr/c"),
                Arguments.of(
                        List.of(
                                Entry.directory("./usr/d/"),
                                Entry.file("./usr/d/a", "content"),
                                Entry.link("./usr/e", "d")),
                        "usr/e/a"),
                Arguments.of(
                        List.of(
                                Entry.file("./usr/" + LONG, "content"),
                                Entry.hardLink("./usr/b" + LONG, "./usr/" + LONG),
                                Entry.link("./usr/s", "b" + LONG)),
                        "usr/s"));
    }

    @ParameterizedTest
    @MethodSource("links")
    void followsLinksAsDpkgUnpacksThem(List<Entry> entries, String path) throws IOException {
        Path deb = deb(entries);

        assertThat(read(deb, path)).contains("content");
        assertThat(dpkg(deb)).contains("content in " + path);
    }

    static Stream<Arguments> refused() {
        Entry file = Entry.file("./usr/a", "content");
        return Stream.of(
                Arguments.of(
                        List.of(Entry.hardLink("./usr/b", "./usr/a"), file), "is not an earlier file of the archive"),
                Arguments.of(List.of(Entry.hardLink("./usr/b", "./usr/b")), "is not an earlier file of the archive"),
                Arguments.of(List.of(Entry.hardLink("./usr/b", "./usr/none")), "is not an earlier file of the archive"),
                Arguments.of(
                        List.of(file, Entry.link("./usr/s", "a"), Entry.hardLink("./usr/b", "./usr/s")),
                        "is not an earlier file of the archive"),
                Arguments.of(
                        List.of(Entry.directory("./usr/d/"), Entry.hardLink("./usr/b", "./usr/d")),
                        "is not an earlier file of the archive"),
                Arguments.of(List.of(Entry.link("./usr/b", "")), "is a dangling symbolic link"),
                Arguments.of(List.of(Entry.file("./usr/a\nb", "")), "has a line feed in its name"),
                Arguments.of(List.of(Entry.file("./usr/" + "n".repeat(256), "")), "has a name of more than 255 bytes"),
                Arguments.of(List.of(file, Entry.file("./usr/a/b", "")), "lies below /usr/a, which is a file"),
                Arguments.of(List.of(file, Entry.file("./usr/a/b/c", "")), "lies below /usr/a, which is a file"),
                Arguments.of(List.of(file, Entry.hardLink("./usr/b", "./usr/a").type('x')), "format pax"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatDpkgRefuses(List<Entry> entries, String problem) throws IOException {
        Path deb = deb(entries);

        assertThatThrownBy(() -> new DebArchive(deb).tree())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("p_1_all.deb: /")
                .hasMessageContaining(problem);
        assertThatThrownBy(() -> dpkg(deb)).hasMessageContaining("dpkg: error processing archive");
    }

    @Test
    void refusesWhatIsNoFileDirectoryOrLink() {
        for (char type : "346".toCharArray()) {
            assertThatThrownBy(() ->
                            new DebArchive(deb(List.of(Entry.file("./usr/a", "").type(type)))).tree())
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining(type == '6' ? "/usr/a: is a pipe" : "/usr/a: is a device");
        }
        assertThatThrownBy(() ->
                        new DebArchive(deb(List.of(Entry.file("./usr/a", "").type('S')))).tree())
                .hasMessageContaining("/usr/a: is a sparse file");
        assertThatThrownBy(() -> new DebArchive(deb(List.of(Entry.file("./../a", "")))).tree())
                .hasMessageContaining("leads out of the package");
        assertThatThrownBy(() -> new DebArchive(deb(List.of(Entry.hardLink("./a", "../../etc/passwd")))).tree())
                .hasMessageContaining("leads out of the package");
    }

    /** An absolute link is one from the package's root: what lies on the building machine is never read. */
    @Test
    void staysInsideTheRoot() throws IOException {
        Path deb = deb(List.of(
                Entry.directory("./etc/"),
                Entry.file("./etc/a", "content"),
                Entry.link("./usr/absolute", "/etc/a"),
                Entry.link("./usr/above", "../../../../../etc/a"),
                Entry.link("./usr/outside", "/etc/passwd")));
        PackageTree tree = new DebArchive(deb).tree();
        assertThat(read(deb, "usr/absolute")).contains("content");
        assertThat(read(deb, "usr/above")).contains("content");
        assertThat(read(deb, "usr/outside")).isEmpty();
        assertThat(tree.noFile("p", "usr/outside"))
                .hasMessageContaining("/usr/outside: is a symbolic link to /etc/passwd, which is not in the package");
    }

    @Test
    void givesUpInACycle() throws IOException {
        Path deb = deb(List.of(
                Entry.link("./usr/a", "b"), Entry.link("./usr/b", "a"), Entry.link("./usr/self", "self/x/self")));
        PackageTree tree = new DebArchive(deb).tree();
        for (String path : List.of("usr/a", "usr/b", "usr/self", "usr/a/below")) {
            assertThat(tree.file(path)).isEmpty();
            assertThat(tree.noFile("p", path)).hasMessageContaining("leads in a cycle");
            assertThat(tree.names(path)).isEmpty();
        }
    }

    @Test
    void readsNoMoreThroughLinksThanAPackageMayHave() throws IOException {
        List<Entry> entries = new ArrayList<>(List.of(Entry.file("./usr/a", new byte[1 << 20])));
        for (int i = 0; i < 1100; i++) {
            entries.add(Entry.hardLink("./usr/l" + i, "./usr/a"));
        }
        DebArchive archive = new DebArchive(deb(entries));
        PackageTree tree = archive.tree();
        assertThatThrownBy(() -> archive.read(tree, tree.files(), (paths, content) -> {}))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("its links lead to more than 1024 MiB in all");
    }

    @Test
    void takesOnlySoManyEntriesAndNames() throws IOException {
        PackageTree tree = new PackageTree();
        TarMember file = new TarMember("./a", '0', "", TarAttributes.root(0), 0, "", 0);
        for (int i = 0; i < PackageTree.MOST_ENTRIES; i++) {
            tree.admit("p.deb", file);
        }
        assertThatThrownBy(() -> tree.admit("p.deb", file)).hasMessageContaining("p.deb: has more than 100000 entries");

        PackageTree names = new PackageTree();
        TarMember link = new TarMember("./a", '2', "n".repeat(4095), TarAttributes.root(0), 0, "", 0);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 3000; i++) {
                        names.admit("p.deb", link);
                    }
                })
                .hasMessageContaining("p.deb: has more than 8 MiB of names");
        assertThatThrownBy(() -> deb(List.of(Entry.file("./usr/" + "d/".repeat(2100), "")), "tree"))
                .hasMessageContaining("more than 4095 bytes");
    }

    /** Of each kind that dpkg takes, in any order; none of them leads out of the root. */
    @Test
    void seesRandomPackagesAsDpkgDoes() throws IOException {
        Tools.require("dpkg");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int unpacked = 0;
        for (int round = 0; round < 40; round++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String path = "./usr/" + "de".charAt(random.nextInt(2)) + "/" + "abc".charAt(random.nextInt(3)) + i;
                String other = entries.isEmpty()
                        ? "./usr/d/none"
                        : entries.get(random.nextInt(entries.size())).name();
                entries.add(
                        switch (random.nextInt(4)) {
                            case 0 -> Entry.hardLink(path, other);
                            case 1 -> Entry.link(path, "../../" + other);
                            default -> Entry.file(path, "content " + i);
                        });
            }
            entries.add(0, Entry.directory("./usr/e/"));
            entries.add(0, Entry.directory("./usr/d/"));
            Path deb = deb(entries);
            SortedMap<String, String> ours = new TreeMap<>();
            boolean refused = false;
            try {
                DebArchive archive = new DebArchive(deb);
                PackageTree tree = archive.tree();
                List<String> all = new ArrayList<>(tree.files());
                all.addAll(tree.symbolicLinks());
                archive.read(tree, all, (paths, content) -> paths.forEach(path -> ours.put(path, "")));
                for (String path : all) {
                    Optional<String> text = read(deb, path);
                    text.ifPresent(one -> ours.put(path, one));
                }
            } catch (BadInput e) {
                refused = true;
            }
            try {
                SortedMap<String, String> theirs = unpack(deb);
                assertThat(refused)
                        .as("seed %d, round %d: refused", seed, round)
                        .isFalse();
                assertThat(ours).as("seed %d, round %d", seed, round).isEqualTo(theirs);
                unpacked++;
            } catch (IOException e) {
                assertThat(refused).as("seed %d, round %d: %s", seed, round, e).isTrue();
            }
        }
        assertThat(unpacked).as("seed %d", seed).isPositive();
    }

    private static Optional<String> read(Path deb, String path) throws IOException {
        DebArchive archive = new DebArchive(deb);
        return archive.find(archive.tree(), path, 1 << 20).map(Bytes::utf8);
    }

    private Path deb(List<Entry> entries) throws IOException {
        return new DebBuilder("p")
                .with(Entry.directory("./usr/"))
                .with(entries.toArray(Entry[]::new))
                .write(directory);
    }

    private void deb(List<Entry> entries, String tree) throws IOException {
        assertThat(new DebArchive(deb(entries)).tree()).as(tree).isNotNull();
    }

    /** A line for each file of what dpkg unpacks. */
    private List<String> dpkg(Path deb) throws IOException {
        List<String> lines = new ArrayList<>();
        unpack(deb).forEach((path, content) -> lines.add(content + " in " + path));
        return lines;
    }

    /** Contents of all files that dpkg unpacks into an empty root, links followed, by path. */
    private SortedMap<String, String> unpack(Path deb) throws IOException {
        Tools.require("dpkg");
        Path root = directory.resolve("root" + roots++);
        Path admin = Files.createDirectories(root.resolve("var/lib/dpkg"));
        for (String name : List.of("info", "updates", "triggers")) {
            Files.createDirectories(admin.resolve(name));
        }
        Files.writeString(admin.resolve("status"), "");
        Tools.run(
                directory, "dpkg", "--force-not-root", "--root=" + root, "--log=/dev/null", "--unpack", deb.toString());
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root.resolve("usr"))) {
            for (Path file : all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                if (Files.isRegularFile(file)) {
                    files.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        Path below = root.resolve("usr/e/a");
        if (Files.isRegularFile(below)) {
            files.put("usr/e/a", Files.readString(below));
        }
        return files;
    }
}
