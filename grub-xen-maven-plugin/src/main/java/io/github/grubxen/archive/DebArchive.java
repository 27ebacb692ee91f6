// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a Debian binary package.
 *
 * <p>Source: deb(5).
 *
 * @param file the package's file
 */
public record DebArchive(Path file) {
    /** Maximum size of a package's file that is read into memory, in bytes. */
    public static final long FILE_LIMIT = 256L << 20;

    /** Maximum size of a control file, in bytes. */
    public static final long CONTROL_LIMIT = 1 << 20;

    private static final String CONTROL = "control.tar";
    private static final String DATA = "data.tar";

    /** The members that dpkg reads, in their order; each may have the suffix of a compression. */
    private static final List<String> MEMBERS = List.of("debian-binary", CONTROL, DATA);

    /** The first character in the name of a member that dpkg ignores. */
    private static final String PASSED_OVER = "_";

    private static final Pattern FORMAT_2 = Pattern.compile("2\\.[0-9]+\n");
    private static final int LONGEST_FORMAT = 16;

    /** Visits the entries of an archive. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Visits one entry.
         *
         * @param member the entry as described by its header, not trusted
         * @param content its bytes, to be read before the visitor returns, if at all
         */
        void visit(TarMember member, InputStream content) throws IOException;
    }

    /** Receives the contents of files. */
    @FunctionalInterface
    public interface FileVisitor {
        /**
         * Receives the content of a file.
         *
         * @param paths all requested paths with this content
         * @param content the bytes, to be read before the visitor returns, if at all
         */
        void visit(List<String> paths, InputStream content) throws IOException;
    }

    /** The control file's fields. */
    public ControlParagraph control() throws IOException {
        List<String> texts = new ArrayList<>();
        visit(CONTROL, DecompressingStream.CONTROL_LIMIT, (member, content) -> {
            if (member.isFile() && InstalledPaths.plain(member.name()).equals("control")) {
                texts.add(Bytes.readAll(file + ": control", content, CONTROL_LIMIT)
                        .utf8());
            }
        });
        if (texts.size() != 1) {
            throw bad(texts.size() + " control files instead of one");
        }
        List<ControlParagraph> paragraphs = ControlParagraph.readAll(file + ": control", texts.get(0));
        if (paragraphs.size() != 1) {
            throw bad(paragraphs.size() + " paragraphs in its control file instead of one");
        }
        return paragraphs.get(0);
    }

    /**
     * Passes every entry of the payload to a visitor, in the archive's order. {@link #tree} numbers the entries in this
     * order.
     */
    public void visitData(Visitor visitor) throws IOException {
        visit(DATA, DecompressingStream.DATA_LIMIT, visitor);
    }

    /** Passes every entry of the control data to a visitor, in the archive's order. */
    public void visitControl(Visitor visitor) throws IOException {
        visit(CONTROL, DecompressingStream.CONTROL_LIMIT, visitor);
    }

    /** The files that the package installs. */
    public PackageTree tree() throws IOException {
        PackageTree tree = new PackageTree();
        visitData((member, content) -> tree.add(file.toString(), member));
        return tree;
    }

    /**
     * Reads files. Links are followed, and each content is read once.
     *
     * @param tree the tree of this package
     * @param paths the paths to read; paths that are not files are skipped
     * @throws BadInput also if all paths together exceed the limit for a package's contents
     */
    public void read(PackageTree tree, Collection<String> paths, FileVisitor visitor) throws IOException {
        Map<Integer, List<String>> byNumber = new TreeMap<>();
        for (String path : paths) {
            tree.file(path)
                    .ifPresent(number -> byNumber.computeIfAbsent(number, n -> new ArrayList<>())
                            .add(path));
        }
        if (!byNumber.isEmpty()) {
            visitData(new ByNumber(byNumber, visitor));
        }
    }

    /**
     * A file of the payload, links followed.
     *
     * @param limit maximum size of the file, in bytes
     */
    public Optional<Bytes> find(PackageTree tree, String path, long limit) throws IOException {
        List<Bytes> found = new ArrayList<>();
        read(tree, List.of(path), (paths, content) -> found.add(Bytes.readAll(file + ": /" + path, content, limit)));
        return found.stream().findFirst();
    }

    /** The archive's members. */
    public ArFile members() throws IOException {
        return ArFile.read(file);
    }

    private void visit(String name, long limit, Visitor visitor) throws IOException {
        ArFile ar = members();
        List<ArMember> read = ar.members().stream()
                .filter(one -> !one.name().startsWith(PASSED_OVER))
                .toList();
        if (read.isEmpty() || !read.get(0).name().equals("debian-binary") || !isFormat2(ar, read.get(0))) {
            throw bad("not a Debian package of format 2");
        }
        int place = MEMBERS.indexOf(name);
        if (read.size() <= place && ar.end() < ar.size()) {
            throw bad("cut off or damaged: what follows its first " + ar.end() + " bytes is not a complete member");
        }
        if (read.size() <= place || !read.get(place).name().startsWith(name)) {
            throw bad("no member " + name + ".* in its place: it has "
                    + read.stream()
                            .map(ArMember::name)
                            .limit(MEMBERS.size() + 1)
                            .toList());
        }
        ArMember member = read.get(place);
        try (InputStream raw = ar.open(member);
                DecompressingStream plain =
                        DecompressingStream.open(file + ": " + member.name(), member.name(), raw, limit)) {
            TarStream tar = new TarStream(file + ": " + member.name(), plain);
            for (Optional<TarMember> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                visitor.visit(entry.get(), tar.content());
            }
        }
    }

    private static boolean isFormat2(ArFile ar, ArMember member) throws IOException {
        try (InputStream in = ar.open(member)) {
            String format = new String(in.readNBytes(LONGEST_FORMAT), StandardCharsets.US_ASCII);
            return FORMAT_2.matcher(format).lookingAt();
        }
    }

    private BadInput bad(String problem) {
        return new BadInput(file, problem, "Get the package again.");
    }

    /** Visits the entries with the given numbers, and limits their total size. */
    private final class ByNumber implements Visitor {
        private final Map<Integer, List<String>> wanted;
        private final FileVisitor visitor;
        private int number;
        private long total;

        ByNumber(Map<Integer, List<String>> wanted, FileVisitor visitor) {
            this.wanted = wanted;
            this.visitor = visitor;
        }

        @Override
        public void visit(TarMember member, InputStream content) throws IOException {
            List<String> paths = wanted.get(number++);
            if (paths == null) {
                return;
            }
            if (member.size() > (DecompressingStream.DATA_LIMIT - total) / paths.size()) {
                throw bad("its links lead to more than " + (DecompressingStream.DATA_LIMIT >> 20) + " MiB in all");
            }
            total += member.size() * paths.size();
            visitor.visit(paths, content);
        }
    }
}
