package io.github.grubxen.maven;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.deb.DebianSplit;
import io.github.grubxen.deb.Documentation;
import io.github.grubxen.deb.Overrides;
import io.github.grubxen.deb.PackageContents;
import io.github.grubxen.deb.PackageEntry;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.Release;
import io.github.grubxen.deb.VersionedImages;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Folders;
import io.github.grubxen.source.ModulesFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** {@code <package>}: a Debian package; its control fields are elements too, such as {@code <depends>}. */
public class PackageConfiguration extends ControlConfiguration {
    private static final long LIMIT = 1 << 22;

    private static final String USUAL_DESCRIPTION = """
            GRUB images that boot the Xen guests of a site
            Images of GRUB for Xen's toolstack to start guests with, each with a boot
            configuration of the site's own in it: set as the kernel of a domain, PV or PVH
            by the platform in its name.""";

    /** Name of the package. */
    private @Nullable String name;

    /** First line: what it is, at most 80 characters. All further lines: what it does. */
    private @Nullable String description;

    /** Names of images to install, with {@code *} and {@code ?}; none by default. */
    private List<String> images = new ArrayList<>();

    /** Folder of the images; {@code /usr/lib/<name>} by default. */
    private @Nullable String into;

    /**
     * Whether each image is installed under a name with the version in it, by a package with the version in its own name, and
     * this package holds links to them.
     */
    private boolean versioned;

    /** Folder for the module trees, such as {@code /usr/lib/grub}; no trees by default. */
    private @Nullable String modules;

    /** Files and folders of one's own. */
    private List<InstalledFile> files = new ArrayList<>();

    /** Empty folders, or folders with a mode or owner of their own. */
    private List<InstalledFolder> folders = new ArrayList<>();

    /** Symbolic links. */
    private List<InstalledLink> links = new ArrayList<>();

    /** Folder with maintainer scripts, triggers, templates, conffiles; {@code src/main/deb/<name>} where it is there. */
    private @Nullable File control;

    /** What an administrator should read on an upgrade, in the changelog's format. */
    private @Nullable File news;

    /** What reportbug shows to who reports a bug. */
    private @Nullable File presubj;

    /** Lintian overrides; where the package has images or modules, those that they need by default. */
    private @Nullable File overrides;

    /** Another package whose doc folder stands for this one's. */
    private @Nullable String docLink;

    /**
     * A package of all images, named after the project, in whose folder they lie below {@code /usr/lib}.
     *
     * @throws BadInput when there are no images
     */
    static PackageConfiguration ofAllImages(Path images, MavenProject project) throws IOException {
        if (!Files.isDirectory(images) || Folders.list(images).isEmpty()) {
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

    List<PackageRecipe> recipes(Release release, Path imagesFolder, ModulesFolder trees, Path defaults)
            throws IOException {
        if (name == null || description == null) {
            throw new BadInput("<package>", "without <name> or <description>", "Give both.");
        }
        String where = "<package> " + name;
        List<PackageEntry> entries = new ArrayList<>();
        for (InstalledFile file : files) {
            entries.addAll(file.entries(where));
        }
        for (InstalledFolder folder : folders) {
            entries.add(folder.entry(where));
        }
        for (InstalledLink link : links) {
            entries.add(link.entry(where));
        }
        if (modules != null) {
            entries.addAll(DebianSplit.trees(trees, Installed.path(where + "/<modules>", modules) + "/"));
        }
        String folder = Installed.path(where + "/<into>", into == null ? "/usr/lib/" + name : into);
        List<Path> chosen = images(where, imagesFolder);
        ControlParagraph control = applyTo(release.control(name, describe(description)));
        VersionedImages split = new VersionedImages(name, control.get("Version").orElseThrow(), folder);
        List<PackageRecipe> recipes = new ArrayList<>();
        if (versioned) {
            ControlParagraph images = control.with("Package", split.packageName());
            recipes.add(recipe(where, release, images, split.images(chosen), new TreeMap<>()));
            control = split.depending(control);
            entries.addAll(split.links(chosen));
        } else {
            entries.addAll(VersionedImages.plain(folder, chosen));
        }
        recipes.add(recipe(where, release, control, entries, controlFiles(defaults)));
        return recipes;
    }

    private PackageRecipe recipe(
            String where,
            Release release,
            ControlParagraph fields,
            List<PackageEntry> payload,
            SortedMap<String, Bytes> controlFiles)
            throws IOException {
        String packageName = fields.get("Package").orElseThrow();
        String version = fields.get("Version").orElseThrow();
        Optional<Bytes> tags = overrides == null
                ? Overrides.needed(packageName, payload)
                : Optional.of(Bytes.read(overrides.toPath(), LIMIT));
        Documentation usual = release.documentation(packageName, tags);
        Documentation documentation = new Documentation(
                usual.changelog(),
                usual.copyright(),
                optional(news),
                optional(presubj),
                tags,
                Optional.ofNullable(docLink));
        List<PackageEntry> entries = new ArrayList<>(payload);
        entries.addAll(documentation.entries(packageName, version));
        return PackageRecipe.of(
                where, fields, new PackageContents(entries), controlFiles, release.compression(), release.time());
    }

    private List<Path> images(String where, Path folder) throws IOException {
        List<Path> chosen = new ArrayList<>();
        List<Path> all = Files.isDirectory(folder) ? Folders.list(folder) : List.of();
        for (String pattern : images) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.strip());
            List<Path> matching = all.stream()
                    .filter(image -> matcher.matches(image.getFileName()) && !chosen.contains(image))
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

    private SortedMap<String, Bytes> controlFiles(Path defaults) throws IOException {
        SortedMap<String, Bytes> files = new TreeMap<>();
        Path folder = control == null ? defaults.resolve(String.valueOf(name)) : control.toPath();
        if (control != null || Files.isDirectory(folder)) {
            for (Path file : Folders.list(folder)) {
                files.put(String.valueOf(file.getFileName()), Bytes.read(file, LIMIT));
            }
        }
        return files;
    }

    private static Optional<Bytes> optional(@Nullable File file) throws IOException {
        return file == null ? Optional.empty() : Optional.of(Bytes.read(file.toPath(), LIMIT));
    }

    /** Lines of a POM are indented; an empty one becomes the dot that stands for it in a control file. */
    private static String describe(String text) {
        return String.join(
                "\n",
                text.strip()
                        .lines()
                        .map(String::strip)
                        .map(line -> line.isEmpty() ? "." : line)
                        .toList());
    }
}
