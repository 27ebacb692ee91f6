// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.format.Image;
import io.github.grubxen.inspect.Inspection;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The regular files of a package as components: images with all their parts, modules with their licences, other files. */
final class PackagedFiles {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private final String grubVersion;
    private final References references;
    private final List<SbomComponent> files = new ArrayList<>();
    private final List<SbomComponent> images = new ArrayList<>();

    private PackagedFiles(String grubVersion, References references) {
        this.grubVersion = grubVersion;
        this.references = references;
    }

    /**
     * Examines every file of a package.
     *
     * @param grubVersion version of GRUB's modules, for files that do not contain their version
     */
    static PackagedFiles of(DebArchive deb, String grubVersion, References references) throws IOException {
        PackagedFiles packaged = new PackagedFiles(grubVersion, references);
        PackageTree tree = deb.tree();
        deb.read(tree, tree.files(), packaged::add);
        return packaged;
    }

    /** All files, in the package's order. */
    List<SbomComponent> files() {
        return files;
    }

    /** The images among them. */
    List<SbomComponent> images() {
        return images;
    }

    private void add(List<String> paths, InputStream content) throws IOException {
        InputStream in = new BufferedInputStream(content);
        in.mark(ELF.length);
        boolean elf = Arrays.equals(in.readNBytes(ELF.length), ELF);
        in.reset();
        if (elf) {
            Bytes bytes = Bytes.readAll("/" + paths.get(0), in, DebArchive.FILE_LIMIT);
            for (String path : paths) {
                addProgram("/" + path, bytes);
            }
        } else {
            String digest = Digest.of("SHA-256", in);
            paths.forEach(path -> files.add(
                    references.component("file", "/" + path, "/" + path).sha256(digest)));
        }
    }

    private void addProgram(String path, Bytes bytes) throws IOException {
        Optional<Inspection> inspection = inspect(bytes);
        if (inspection.isPresent()) {
            SbomComponent image =
                    new ImageComponent(path, inspection.get(), Image.read(bytes), references).toComponent(grubVersion);
            images.add(image);
            files.add(image);
            return;
        }
        SbomComponent file = references.component("file", path, path).sha256(Digest.sha256(bytes));
        module(bytes).ifPresent(module -> file.with("version", grubVersion).licences(module.licences()));
        files.add(file);
    }

    private static Optional<Inspection> inspect(Bytes file) {
        try {
            return Optional.of(Inspection.of(file));
        } catch (BadInput e) {
            return Optional.empty(); // an ELF file that is not an image: a module, a kernel or another program
        }
    }

    private static Optional<ModuleFile> module(Bytes file) {
        return Arrays.stream(Platform.values())
                .flatMap(platform -> module(platform, file).stream())
                .findFirst();
    }

    private static Optional<ModuleFile> module(Platform platform, Bytes file) {
        try {
            return Optional.of(ModuleFile.embedded(platform, file));
        } catch (BadInput e) {
            return Optional.empty(); // a module of another platform, or not a module
        }
    }
}
