// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.format.Image;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the images and packages of two builds. Two images with the same bytes in each build are compared once. */
final class Comparison {
    private static final ImageDifference.Found NOTHING = new ImageDifference.Found(List.of(), List.of());

    private final List<Item> items = new ArrayList<>();

    /** The name of the first image with a pair of digests. */
    private final Map<Pair, String> compared = new HashMap<>();

    private int packages;
    private int differentPackages;

    /** The digests of an image in the former and the newer build; null if it is not there. */
    private record Pair(@Nullable String former, @Nullable String newer) {
        static Pair of(@Nullable StoredImage before, @Nullable StoredImage after) {
            return new Pair(before == null ? null : before.sha256(), after == null ? null : after.sha256());
        }

        Item.State state() {
            return Item.State.of(former, newer);
        }
    }

    /**
     * Compares two builds.
     *
     * @throws BadInput if they are not of the same kind
     */
    Difference of(BuildOutput former, BuildOutput newer) throws IOException {
        if (former.kind() != newer.kind()) {
            throw new BadInput(
                    newer.path(),
                    "is " + newer.kind().words() + ", but " + former.path() + " is "
                            + former.kind().words(),
                    "Give two images, two packages or two directories.");
        }
        for (String path : union(former.images(), newer.images())) {
            String name = path.isEmpty() ? String.valueOf(newer.path().getFileName()) : path;
            compare(name, former.images().get(path), newer.images().get(path));
        }
        for (String name : union(former.packages(), newer.packages())) {
            compare(former.packages().get(name), newer.packages().get(name));
        }
        long different = compared.keySet().stream()
                .filter(pair -> pair.state() != Item.State.SAME)
                .count();
        return new Difference(
                former.path().toString(),
                newer.path().toString(),
                compared.size(),
                (int) different,
                packages,
                differentPackages,
                items);
    }

    private static Set<String> union(Map<String, ?> former, Map<String, ?> newer) {
        Set<String> names = new TreeSet<>(former.keySet());
        names.addAll(newer.keySet());
        return names;
    }

    private void compare(String name, @Nullable StoredImage before, @Nullable StoredImage after) throws IOException {
        Optional<Item> settled = settled(name, before, after);
        if (settled.isPresent() || before == null || after == null) {
            settled.ifPresent(items::add);
            return;
        }
        ReadImage former = ReadImage.of(Bytes.read(before.file(), Image.MAX_BYTES));
        ReadImage newer = ReadImage.of(Bytes.read(after.file(), Image.MAX_BYTES));
        items.add(changed(name, before, after, former.to(newer)));
    }

    private void compare(@Nullable PackageContents before, @Nullable PackageContents after) throws IOException {
        PackageContents shown = after == null ? before : after;
        if (shown == null) {
            return;
        }
        Item.State state =
                Item.State.of(before == null ? null : before.sha256(), after == null ? null : after.sha256());
        ImageDifference.Found found = before == null || after == null || state == Item.State.SAME
                ? NOTHING
                : PackageDifference.of(before, after);
        packages++;
        differentPackages += state == Item.State.SAME ? 0 : 1;
        items.add(new Item(
                shown.fileName(),
                Item.PACKAGE,
                state,
                before == null ? null : before.size(),
                after == null ? null : after.size(),
                null,
                found.parts(),
                found.same()));
        items.addAll(images(shown, before, after).values());
    }

    /** The images of a package, by their paths. Only images that must be compared are read. */
    private NavigableMap<String, Item> images(
            PackageContents shown, @Nullable PackageContents before, @Nullable PackageContents after)
            throws IOException {
        NavigableMap<String, StoredImage> former = before == null ? new TreeMap<>() : before.images();
        NavigableMap<String, StoredImage> newer = after == null ? new TreeMap<>() : after.images();
        NavigableMap<String, Item> images = new TreeMap<>();
        Set<String> differing = new HashSet<>();
        for (String path : union(former, newer)) {
            settled(name(shown, path), former.get(path), newer.get(path))
                    .ifPresentOrElse(item -> images.put(path, item), () -> differing.add(path));
        }
        if (before != null && after != null) {
            Map<String, ReadImage> read = new HashMap<>();
            before.readImages(differing, (path, image) -> read.put(path, ReadImage.of(image)));
            after.readImages(differing, (path, image) -> {
                ReadImage one = read.remove(path);
                StoredImage old = former.get(path);
                StoredImage young = newer.get(path);
                if (one != null && old != null && young != null) {
                    images.put(path, changed(name(shown, path), old, young, one.to(ReadImage.of(image))));
                }
            });
        }
        return images;
    }

    private static String name(PackageContents deb, String path) {
        return deb.fileName() + ": /" + path;
    }

    /** The item of an image that need not be read: it is the same, or in one build only, or was compared before. */
    private Optional<Item> settled(String name, @Nullable StoredImage before, @Nullable StoredImage after) {
        Pair pair = Pair.of(before, after);
        String as = compared.putIfAbsent(pair, name);
        if (pair.state() == Item.State.CHANGED && as == null) {
            return Optional.empty();
        }
        return Optional.of(new Item(
                name,
                Item.IMAGE,
                pair.state(),
                before == null ? null : before.size(),
                after == null ? null : after.size(),
                pair.state() == Item.State.SAME ? null : as,
                List.of(),
                List.of()));
    }

    private static Item changed(String name, StoredImage before, StoredImage after, ImageDifference.Found found) {
        return new Item(
                name, Item.IMAGE, Item.State.CHANGED, before.size(), after.size(), null, found.parts(), found.same());
    }
}
