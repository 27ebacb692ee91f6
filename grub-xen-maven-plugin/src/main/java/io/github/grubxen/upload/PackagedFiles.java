package io.github.grubxen.upload;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.image.Image;
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
import org.apache.commons.compress.archivers.tar.TarConstants;

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
     * Looks at every file of a package.
     *
     * @param grubVersion of GRUB's modules, for what does not tell it itself
     */
    static PackagedFiles of(DebArchive deb, String grubVersion, References references) throws IOException {
        PackagedFiles packaged = new PackagedFiles(grubVersion, references);
        deb.visitData((entry, content) -> {
            if (entry.getLinkFlag() == TarConstants.LF_NORMAL) { // isFile() is true of links too
                packaged.add(entry.getName().replaceFirst("^\\.?/*", "/"), content);
            }
        });
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

    private void add(String path, InputStream content) throws IOException {
        InputStream in = new BufferedInputStream(content);
        in.mark(ELF.length);
        boolean elf = Arrays.equals(in.readNBytes(ELF.length), ELF);
        in.reset();
        if (!elf) {
            files.add(references.component("file", path, path).sha256(Digest.of("SHA-256", in)));
            return;
        }
        Bytes bytes = Bytes.readAll(path, in, Image.LIMIT);
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
            return Optional.empty(); // an ELF file that is no image: a module, a kernel, another's program
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
            return Optional.empty(); // a module of another platform, or none
        }
    }
}
