// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The Javadoc of the classes and fields of a package, as Markdown. */
final class JavadocTexts {

    /**
     * The Javadoc of a class or field.
     *
     * @param words the text as one line, without its example
     * @param example the part between {@code <pre>} and {@code </pre>}
     * @param since the version that first had it
     */
    record Text(String words, Optional<String> example, Optional<String> since) {
        private static final Text NONE = new Text("", Optional.empty(), Optional.empty());
    }

    private final Map<String, Text> documentation = new TreeMap<>();

    private JavadocTexts() {}

    /** Reads the sources of a package. */
    static JavadocTexts read(Path directory) throws IOException {
        JavadocTexts texts = new JavadocTexts();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(sources(directory)));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                texts.new Reader(trees).scan(unit, "");
            }
        }
        return texts;
    }

    private static Path[] sources(Path directory) {
        File[] files = directory.toFile().listFiles((parent, name) -> name.endsWith(".java"));
        return Arrays.stream(files == null ? new File[0] : files)
                .map(File::toPath)
                .sorted()
                .toArray(Path[]::new);
    }

    /** The Javadoc of a class, such as {@code Outer.Inner}, or of a field, such as {@code Outer.field}; empty if it has none. */
    Text of(String name) {
        return documentation.getOrDefault(name, Text.NONE);
    }

    /** Collects the Javadoc of classes and fields. */
    private final class Reader extends TreePathScanner<@Nullable Void, String> {
        private final DocTrees trees;

        Reader(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String outer) {
            String name = (outer.isEmpty() ? "" : outer + ".") + type.getSimpleName();
            keep(name);
            return super.visitClass(type, name);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, String outer) {
            if (getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.CLASS) {
                keep(outer + "." + field.getName());
            }
            return null;
        }

        private void keep(String name) {
            @Nullable DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                documentation.put(name, text(comment));
            }
        }
    }

    private static Text text(DocCommentTree comment) {
        StringBuilder text = new StringBuilder();
        Optional<String> example = Optional.empty();
        boolean pre = false;
        for (DocTree part : comment.getFullBody()) {
            if (part instanceof StartElementTree start) {
                pre |= start.getName().contentEquals("pre");
                text.append(start.getName().contentEquals("p") ? " " : "");
            } else if (part instanceof EndElementTree end) {
                pre &= !end.getName().contentEquals("pre");
            } else if (pre) {
                example = part instanceof LiteralTree literal
                        ? Optional.of(literal.getBody().getBody().stripIndent().strip())
                        : example;
            } else if (part instanceof LiteralTree literal) {
                text.append('`').append(literal.getBody().getBody()).append('`');
            } else if (part instanceof LinkTree link) {
                text.append('`').append(link.getReference().getSignature()).append('`');
            } else if (part instanceof EntityTree entity) {
                text.append(entity.getName().contentEquals("lt") ? "<" : ">");
            } else if (part instanceof TextTree plain) {
                text.append(plain.getBody());
            }
        }
        Optional<String> since = comment.getBlockTags().stream()
                .filter(SinceTree.class::isInstance)
                .map(tag -> ((SinceTree) tag).getBody().get(0).toString())
                .findFirst();
        return new Text(text.toString().replaceAll("\\s+", " ").strip(), example, since);
    }
}
