// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.start;

import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.config.Placeholders;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Choice;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kinds of projects to start from. */
public enum Start {
    /** Images from configs of the site's own, and a package of them. */
    SITE,
    /** The packages grub-xen-host and grub-xen-bin. */
    DEBIAN_SPLIT,
    /** A package of second stages for guests. */
    SECOND_STAGE,
    /** The images of a Makefile, whose project has no templates. */
    MAKEFILE;

    private static final Choice<Start> CHOICE = Choice.of("kind of project", values());

    /** Maximum size of a template, in bytes. */
    private static final long LONGEST = 1 << 16;

    /**
     * The kind with a name, in lower case with hyphens.
     *
     * @param where the property that the name comes from, for the message
     */
    public static Start of(String where, String name) throws BadInput {
        return CHOICE.read(where, name);
    }

    /** The files of a project by their paths, without the list of files that git ignores. */
    public SortedMap<String, Bytes> files(NewProject project) throws IOException {
        SortedMap<String, Bytes> files = new TreeMap<>();
        Bytes maintainer = template(project.maintainer().isPresent() ? "maintainer.xml" : "no-maintainer.xml");
        for (String path : paths()) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            Placeholders names = names(project, maintainer.utf8().strip(), name.endsWith(".xml"));
            files.put(names.fill(path, path, List.of()), filled(names, this + "/" + name));
        }
        return files;
    }

    /** Paths in the new project. The file name is also that of the template. */
    private List<String> paths() {
        return switch (this) {
            case SITE -> List.of("pom.xml", "src/main/grub/web.cfg");
            case DEBIAN_SPLIT -> List.of("pom.xml");
            case SECOND_STAGE ->
                List.of(
                        "pom.xml",
                        "src/main/files/05_second_stage",
                        "src/main/deb/@project.name@/postinst",
                        "src/main/deb/@project.name@/postrm");
            case MAKEFILE -> List.of();
        };
    }

    /** The list of files that git ignores. */
    public static Bytes ignored() throws IOException {
        return template("gitignore");
    }

    private static Bytes filled(Placeholders names, String template) throws IOException {
        FilledConfig filled = names.fill(template(template), List.of());
        if (!filled.unknown().isEmpty()) {
            throw new BadInput(filled.unknown().get(0));
        }
        return filled.text();
    }

    private static Bytes template(String name) throws IOException {
        try (InputStream in = Start.class.getResourceAsStream(name)) {
            return Bytes.readAll(name, Objects.requireNonNull(in, name), LONGEST);
        }
    }

    /**
     * The names that templates contain.
     *
     * @param maintainer the part of a POM that names the maintainer, or says how to name one
     * @param xml whether the file is XML
     */
    private static Placeholders names(NewProject project, String maintainer, boolean xml) {
        return new Placeholders(name -> switch (name) {
            case "project.group" -> Optional.of(project.group());
            case "project.name" -> Optional.of(project.name());
            case "project.version" -> Optional.of(project.version());
            case "project.time" -> Optional.of(project.time());
            case "project.maintainer" -> Optional.of(maintainer);
            case "maintainer.name" -> project.maintainerName().map(text -> literal(text, xml));
            case "maintainer.address" -> project.maintainerAddress().map(text -> literal(text, xml));
            case "plugin.version" -> Optional.of(project.plugin());
            default -> Optional.empty();
        });
    }

    /** A text that is neither a placeholder nor, in XML, an element. */
    private static String literal(String text, boolean xml) {
        String literal = text.replace("@", "@@");
        return xml ? literal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") : literal;
    }

    @Override
    public String toString() {
        return Choice.word(this);
    }
}
