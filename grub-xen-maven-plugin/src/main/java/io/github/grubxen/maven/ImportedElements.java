// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.imports.ImportedImage;
import io.github.grubxen.imports.PlainImage;
import io.github.grubxen.imports.ProjectFiles;
import io.github.grubxen.imports.StandaloneImage;
import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The elements of a POM for imported images.
 *
 * @param files the files that the elements name
 */
record ImportedElements(ProjectFiles files) {

    /** An image without its platforms. */
    PomElement image(StandaloneImage image) throws IOException {
        ImportedImage.Common common = image.common();
        String name =
                ProjectFiles.literal(common.name()).replace(common.platform().id(), "@platform@");
        PomElement element = PomElement.of(
                "image",
                PomElement.literal("name", name),
                PomElement.literal("layout", "standalone"),
                PomElement.literal("config", files.config(image.config())));
        element.add(PomElement.literal(
                "modules", image.installed().map(ImportedElements::modules).orElse("all")));
        if (!image.files().isEmpty()) {
            PomElement list = PomElement.of("files");
            for (StandaloneImage.Graft file : image.files()) {
                list.add(PomElement.of(
                        "file",
                        PomElement.literal("source", files.copy("files", file.source())),
                        PomElement.literal("target", file.target())));
            }
            element.add(list);
        }
        if (!common.keys().isEmpty()) {
            element.add(PomElement.list("publicKeys", "publicKey", copies("keys", common.keys())));
        }
        if (common.disableCli()) {
            element.add(PomElement.literal("disableCli", "true"));
        }
        PomElement standalone = PomElement.of("standalone");
        addList(standalone, "preload", "module", image.embedded());
        resources(standalone, image.resources());
        if (!standalone.children().isEmpty()) {
            element.add(standalone);
        }
        return element;
    }

    /** A list of modules. It is never empty, because the module normal is always added. */
    private static String modules(List<String> names) {
        return names.isEmpty() ? "normal" : String.join(", ", names);
    }

    /** The configuration of the goal mkimage for an image of grub-mkstandalone. */
    PomElement standalone(StandaloneImage image) throws IOException {
        PomElement element = common(image.common());
        element.add(PomElement.literal("layout", "standalone"));
        addList(element, "modules", "module", image.embedded());
        if (image.installed().isPresent()) {
            List<String> names = image.installed().get();
            addList(element, "installModules", "module", names.isEmpty() ? List.of("none") : names);
        }
        List<String> grafts = new ArrayList<>();
        grafts.add("boot/grub/grub.cfg=" + files.copy("files", image.config()));
        for (StandaloneImage.Graft file : image.files()) {
            grafts.add(file.target() + "=" + files.copy("files", file.source()));
        }
        addList(element, "files", "file", grafts);
        resources(element, image.resources());
        return element;
    }

    /** The configuration of the goal mkimage for an image of grub-mkimage. */
    PomElement plain(PlainImage image) throws IOException {
        PomElement element = common(image.common());
        if (image.prefix().isPresent()) {
            element.add(PomElement.literal("prefix", image.prefix().get()));
        }
        addFile(element, "memdisk", image.memdisk());
        addFile(element, "config", image.config());
        addFile(element, "dtb", image.common().deviceTree());
        if (image.common().disableShimLock()) {
            element.add(PomElement.literal("disableShimLock", "true"));
        }
        addList(element, "modules", "module", image.embedded());
        if (image.embedded().stream().anyMatch(module -> module.contains("/"))) {
            element.add(PomElement.literal("foreignModules", "true"));
        }
        return element;
    }

    private PomElement common(ImportedImage.Common common) throws IOException {
        PomElement element = PomElement.of(
                "configuration",
                PomElement.literal("platform", common.platform().id()));
        addList(element, "pubkeys", "pubkey", copies("keys", common.keys()));
        if (common.disableCli()) {
            element.add(PomElement.literal("disableCli", "true"));
        }
        return element;
    }

    private static void resources(PomElement element, StandaloneImage.Resources resources) throws BadInput {
        addList(element, "locales", "locale", resources.locales());
        addList(element, "fonts", "font", resources.fonts());
        addList(element, "themes", "theme", resources.themes());
        if (!resources.locales().isEmpty()
                && !resources.localeDirectory().equals(Path.of(GrubFileOptions.LOCALE_DIRECTORY))) {
            element.add(PomElement.literal(
                    "localeDirectory", resources.localeDirectory().toString()));
        }
        if (!(resources.fonts().isEmpty() && resources.themes().isEmpty())
                && !resources.dataDirectory().equals(Path.of(GrubFileOptions.DATA_DIRECTORY))) {
            element.add(PomElement.literal(
                    "dataDirectory", resources.dataDirectory().toString()));
        }
        if (!resources.compress().equals(GrubFileOptions.COMPRESS)) {
            element.add(PomElement.literal("compress", resources.compress()));
        }
    }

    private static void addList(PomElement element, String name, String child, List<String> texts) throws BadInput {
        if (!texts.isEmpty()) {
            element.add(PomElement.list(name, child, texts));
        }
    }

    private void addFile(PomElement element, String name, Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            element.add(PomElement.literal(name, files.copy("files", file.get())));
        }
    }

    private List<String> copies(String directory, List<Path> paths) throws IOException {
        List<String> copies = new ArrayList<>();
        for (Path path : paths) {
            copies.add(files.copy(directory, path));
        }
        return copies;
    }
}
