// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.deb.DebianSplit;
import io.github.grubxen.deb.Draft;
import io.github.grubxen.deb.PackageEntry;
import io.github.grubxen.deb.PackageMetadata;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.Payload;
import io.github.grubxen.deb.Texts;
import io.github.grubxen.deb.VersionedImages;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputDirectory;
import io.github.grubxen.io.Place;
import io.github.grubxen.source.ModulesDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.SelectorUtils;
import org.jspecify.annotations.Nullable;

/**
 * {@code <package>}: a Debian package. Control fields are elements too, such as {@code <depends>}. A package with the name of a
 * preset's package adds to that package.
 *
 * <pre>{@code
 * <package>
 *   <name>site-boot</name>
 *   <description>
 *     GRUB images of our site
 *     One for each platform, with our kernel command line.
 *   </description>
 *   <images>
 *     <image>web-*.bin</image>
 *   </images>
 *   <depends>site-xen (>= 2)</depends>
 * </package>
 * }</pre>
 *
 * @since 0.9.0
 */
public class PackageConfiguration extends ControlConfiguration {
    private static final long MAX_FILE_BYTES = 1 << 22;

    private static final String USUAL_DESCRIPTION = """
            GRUB images that boot the Xen guests of a site
            Images of GRUB for Xen's toolstack to start guests with, each with a boot
            configuration of the site's own in it: set as the kernel of a domain, PV or PVH
            by the platform in its name.""";

    /** Name of the package. */
    private @Nullable String name;

    /** First line: the synopsis, at most 80 characters. Further lines: the long description. */
    private @Nullable String description;

    /** Names of images to install, with {@code *} and {@code ?}. Default: none. */
    private List<String> images = new ArrayList<>();

    /** Directory of the images. Default: {@code /usr/lib/<name>}. */
    private @Nullable String into;

    /**
     * Whether the images are installed with the version in their file names, by a second package that has the version in its
     * name. This package then contains links to them.
     */
    private boolean versioned;

    /** Directory for the module trees, such as {@code /usr/lib/grub}. Default: no trees. */
    private @Nullable String modules;

    /** Files and directories of your own. */
    private List<InstalledFile> files = new ArrayList<>();

    /** Empty directories, or directories with a mode or owner of their own. */
    private List<InstalledFolder> folders = new ArrayList<>();

    /** Symbolic links. */
    private List<InstalledLink> links = new ArrayList<>();

    /**
     * Directory with maintainer scripts, triggers, templates, conffiles. Default: {@code src/main/deb/<name>}, if it exists.
     */
    private @Nullable File control;

    /** NEWS.Debian: notes for administrators about an upgrade, in the changelog's format. */
    private @Nullable File news;

    /** The text that reportbug shows to the reporter of a bug. */
    private @Nullable File presubj;

    /** Lintian overrides. Default: the overrides that images and modules need. */
    private @Nullable File overrides;

    /** Another package, whose documentation directory this package links to. */
    private @Nullable String docLink;

    /**
     * A package of all images, named after the project. The images are in the directory {@code /usr/lib/<name>}.
     *
     * @throws BadInput if there are no images
     */
    static PackageConfiguration ofAllImages(Path images, MavenProject project) throws IOException {
        if (!Files.isDirectory(images) || Directories.list(images).isEmpty()) {
            throw new BadInput(
                    "<packages>",
                    "no packages are configured, and there are no images for one",
                    "Add a <package>, set <preset>debian-split</preset>, or run the goal grub-xen:images before this one.");
        }
        PackageConfiguration all = new PackageConfiguration();
        all.name = project.getArtifactId();
        all.description = USUAL_DESCRIPTION;
        if (project.getDescription() != null && !project.getDescription().isBlank()) {
            all.description = project.getDescription();
        }
        all.images.add("*");
        return all;
    }

    /** Name of the package. */
    String name() throws BadInput {
        if (name == null) {
            throw new BadInput("<package>", "without <name>", "Give it one.");
        }
        return name;
    }

    /**
     * Refuses a package that has elements about images but no images.
     *
     * @param where the element, for messages
     */
    void checkImages(String where) throws BadInput {
        String element = versioned ? "<versioned>" : "<into>";
        if (images.isEmpty() && (versioned || into != null)) {
            throw new BadInput(
                    where,
                    element + " without <images>: the package would have no image",
                    "Name its images, such as <images>*</images>, or take " + element + " out.");
        }
    }

    /** Whether the package contains an image, by its name or among its files. */
    boolean takes(Path image) {
        return images.stream().anyMatch(pattern -> isCalled(pattern, image))
                || files.stream().anyMatch(file -> file.takes(image));
    }

    private static boolean isCalled(String pattern, Path image) {
        return SelectorUtils.match(pattern.strip(), String.valueOf(image.getFileName()));
    }

    /** The package without the contents of a preset. */
    Draft draft(PackageMetadata metadata) throws BadInput {
        if (description == null) {
            throw new BadInput("<package> " + name(), "without <description>", "Say what it is.");
        }
        return Draft.of(metadata.control(name(), Description.of(description)), Payload.none());
    }

    /**
     * The package, or two packages if its images are versioned.
     *
     * @param base the contents of the preset's package, which this package adds to
     * @param controlDirectory directory of directories with control files, each named after its package
     */
    List<PackageRecipe> recipes(
            Draft base,
            PackageMetadata metadata,
            Path imagesDirectory,
            ModulesDirectory modulesDirectory,
            Path controlDirectory)
            throws IOException {
        String where = "<package> " + name();
        ControlParagraph fields = applyTo(base.control().fields());
        if (description != null) {
            fields = fields.with("Description", Description.of(description));
        }
        BinaryControl control = BinaryControl.of(new Place.Named(where), fields, "Set it.");
        Draft draft = new Draft(
                control,
                base.payload().and(payload(where, modulesDirectory)),
                controlFiles(controlDirectory, base.controlFiles()),
                base.steps(),
                new Texts(text(news), text(presubj), text(overrides), Optional.ofNullable(docLink)));
        String directory = Installed.path(where + "/<into>", into == null ? "/usr/lib/" + name : into);
        List<Path> chosen = images(where, imagesDirectory);
        if (!versioned) {
            Payload images = Payload.ofImages(VersionedImages.plain(directory, chosen));
            return List.of(draft.with(draft.payload().and(images)).recipe(where, metadata));
        }
        VersionedImages split = new VersionedImages(name(), control.version(), directory).check(where);
        Payload links = new Payload(List.of(), List.of(), split.links(chosen));
        return List.of(
                Draft.of(split.fieldsOfImages(control), Payload.ofImages(split.images(chosen)))
                        .recipe(where, metadata),
                draft.with(draft.payload().and(links))
                        .with(split.depending(control))
                        .recipe(where, metadata));
    }

    private Payload payload(String where, ModulesDirectory trees) throws IOException {
        List<PackageEntry> others = new ArrayList<>();
        for (InstalledFile file : files) {
            others.addAll(file.entries(where));
        }
        for (InstalledFolder directory : folders) {
            others.add(directory.entry(where));
        }
        for (InstalledLink link : links) {
            others.add(link.entry(where));
        }
        return new Payload(
                List.of(),
                modules == null
                        ? List.of()
                        : DebianSplit.trees(trees, Installed.path(where + "/<modules>", modules) + "/"),
                others);
    }

    private List<Path> images(String where, Path directory) throws IOException {
        List<Path> chosen = new ArrayList<>();
        List<Path> all = Files.isDirectory(directory) ? Directories.list(directory) : List.of();
        for (String pattern : images) {
            List<Path> matching = all.stream()
                    .filter(image -> isCalled(pattern, image) && !chosen.contains(image))
                    .toList();
            if (matching.isEmpty()) {
                throw new BadInput(
                        where + "/<images>",
                        "no image is called '" + pattern.strip() + "'",
                        "There are: " + all.stream().map(Path::getFileName).toList() + ".");
            }
            chosen.addAll(matching);
        }
        return chosen;
    }

    private SortedMap<String, Bytes> controlFiles(Path defaults, SortedMap<String, Bytes> base) throws IOException {
        SortedMap<String, Bytes> files = new TreeMap<>(base);
        Path directory = control == null ? defaults.resolve(name()) : control.toPath();
        if (control != null || InputDirectory.isThere(directory)) {
            for (Path file : Directories.list(directory)) {
                files.put(String.valueOf(file.getFileName()), Bytes.read(file, MAX_FILE_BYTES));
            }
        }
        return files;
    }

    private static Optional<Bytes> text(@Nullable File file) throws IOException {
        return file == null ? Optional.empty() : Optional.of(Bytes.read(file.toPath(), MAX_FILE_BYTES));
    }
}
