// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.domain.Domain;
import io.github.grubxen.domain.GuestType;
import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.format.Image;
import io.github.grubxen.guest.GuestImage;
import io.github.grubxen.guest.ImageSource;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Latin1;
import io.github.grubxen.kernel.LinuxKernel;
import io.github.grubxen.lab.BootCase;
import io.github.grubxen.lab.PackagedImages;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The images of guests: a given file, the images of packages, or the file that a guest's xl configuration names. */
final class GuestImages implements ImageSource {
    private static final String PROPERTY = "grub-xen.image";

    private final Optional<GuestImage> only;
    private final List<GuestImage> packaged;
    private final Optional<LinuxKernel> kernel;
    private final Path base;
    private final Map<Path, Read> read = new ConcurrentHashMap<>();

    /** An image, or why it cannot be used. */
    private record Read(
            @Nullable GuestImage image, @Nullable BadInput problem) {}

    private GuestImages(Optional<GuestImage> only, List<GuestImage> packaged, Optional<LinuxKernel> kernel, Path base) {
        this.only = only;
        this.packaged = packaged;
        this.kernel = kernel;
        this.base = base;
    }

    /**
     * Reads what is given.
     *
     * @param image an image; with packages, the name of one of their images
     * @param debs packages; empty for none
     * @param kernel the guests' kernel, which decides between the images of packages
     * @param base the directory against which relative paths are resolved
     */
    static GuestImages of(@Nullable File image, List<File> debs, Optional<LinuxKernel> kernel, Path base)
            throws IOException {
        List<GuestImage> packaged = new ArrayList<>();
        if (!debs.isEmpty()) {
            for (BootCase.Kernel found :
                    PackagedImages.read(debs.stream().map(File::toPath).toList())) {
                packaged.add(GuestImage.of(found.content()));
            }
        }
        if (image == null) {
            return new GuestImages(Optional.empty(), packaged, kernel, base);
        }
        if (debs.isEmpty()) {
            return new GuestImages(Optional.of(file(image.toPath())), packaged, kernel, base);
        }
        for (GuestImage each : packaged) {
            if (each.name().endsWith("/" + image.getName())) {
                return new GuestImages(Optional.of(each), packaged, kernel, base);
            }
        }
        throw new BadInput(
                PROPERTY,
                "no image '" + image.getName() + "' in the packages",
                "Name one of these: " + names(packaged) + ".");
    }

    private static GuestImage file(Path path) throws IOException {
        return GuestImage.of(Bytes.read(path, Image.MAX_BYTES));
    }

    /** The image of a guest without an xl configuration. */
    GuestImage image(Optional<GuestType> type) throws BadInput {
        return only.isPresent() ? only.get() : packaged(type, Optional.empty());
    }

    @Override
    public GuestImage image(Domain domain) throws IOException {
        if (only.isPresent()) {
            return only.get();
        }
        if (!packaged.isEmpty()) {
            return packaged(Optional.of(domain.type()), domain.kernel());
        }
        Optional<Path> path = domain.kernel().flatMap(this::path);
        if (path.isEmpty()) {
            throw new BadInput(
                    PROPERTY, "no image is given, and the configuration names none", "Set -D" + PROPERTY + "=FILE.");
        }
        Read found = read.computeIfAbsent(path.get(), GuestImages::read);
        if (found.problem != null) {
            throw found.problem;
        }
        return Objects.requireNonNull(found.image);
    }

    private static Read read(Path path) {
        try {
            return new Read(file(path), null);
        } catch (BadInput e) {
            return new Read(null, e);
        } catch (IOException e) {
            return new Read(
                    null, BadInput.of(path, "cannot be read", e, "Check that the file is complete and readable."));
        }
    }

    private Optional<Path> path(String latin1) {
        try {
            return Optional.of(base.resolve(Latin1.decoded(latin1)).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The image of the packages for a guest of a type: the one with its path, or the only one of the kernel's width. */
    private GuestImage packaged(Optional<GuestType> type, Optional<String> path) throws BadInput {
        if (packaged.isEmpty()) {
            throw new BadInput(PROPERTY, "no image to check", "Set -D" + PROPERTY + "=FILE or -Dgrub-xen.debs=FILE.");
        }
        List<GuestImage> left = packaged;
        if (type.isPresent()) {
            left = kept(left, image -> image.platform().isPvh() == (type.get() == GuestType.PVH));
            if (left.isEmpty()) {
                throw new BadInput(
                        PROPERTY,
                        "no image for " + type.get() + " guests in the packages, only " + names(packaged),
                        "Name a package with one.");
            }
        }
        if (path.isPresent()) {
            left = preferred(left, image -> image.name().endsWith(": " + Latin1.decoded(path.get())));
        }
        Optional<Boolean> wide = kernel.flatMap(LinuxKernel::is64Bit);
        if (left.size() > 1 && wide.isPresent()) {
            left = preferred(
                    left,
                    image -> image.platform().isPvh() || (image.platform().elfClass() == ElfClass.ELF64) == wide.get());
        }
        if (left.size() > 1) {
            throw new BadInput(
                    PROPERTY, "the packages have several images that fit: " + names(left), "Name one of them.");
        }
        return left.get(0);
    }

    private static List<GuestImage> kept(List<GuestImage> images, Predicate<GuestImage> which) {
        return images.stream().filter(which).toList();
    }

    private static List<GuestImage> preferred(List<GuestImage> images, Predicate<GuestImage> which) {
        List<GuestImage> kept = kept(images, which);
        return kept.isEmpty() ? images : kept;
    }

    private static String names(List<GuestImage> images) {
        return String.join(
                ", ",
                images.stream()
                        .map(image -> image.name().substring(image.name().lastIndexOf('/') + 1))
                        .toList());
    }
}
