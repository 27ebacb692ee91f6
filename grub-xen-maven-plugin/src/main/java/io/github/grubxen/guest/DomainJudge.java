// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.diskimage.DiskImage;
import io.github.grubxen.domain.GuestType;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges guests by their xl configurations, with the disks that are on this machine. The same files are judged once, whatever
 * guests have them. Thread-safe.
 */
public final class DomainJudge {
    private final ImageSource images;
    private final KnownFiles files;
    private final Given given;
    private final Map<GuestImage, Map<Key, Verdict>> known = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * What is given besides the configurations, and counts instead of what they say.
     *
     * @param guest a kernel, initrds, a config and a memory
     * @param disks images of the disks by GRUB's name for each; empty to take the configuration's
     * @param to the type to which a guest is moved first; empty to leave it as it is
     */
    public record Given(Guest guest, Map<String, Path> disks, Optional<GuestType> to) {
        /** Copies the map, and keeps its order. */
        public Given {
            disks = Collections.unmodifiableMap(new LinkedHashMap<>(disks));
        }
    }

    /** What decides on a verdict under an image. */
    private record Key(List<DomainDisks.FileId> disks, boolean all, OptionalLong memory, OptionalLong maximum) {}

    /** A judge with its images and the files that have been read. */
    public DomainJudge(ImageSource images, KnownFiles files, Given given) {
        this.images = images;
        this.files = files;
        this.given = given;
    }

    /** The verdict about a guest. What is wrong with the guest is in the verdict. */
    public Judged judge(Bytes file) throws IOException {
        DomainFile domain;
        try {
            domain = DomainFile.of(file, given.to);
        } catch (BadInput e) {
            return Judged.refused(file.name(), e.diagnostic());
        }
        String name = domain.domain().name();
        GuestImage image;
        try {
            image = images.image(domain.domain());
        } catch (BadInput e) {
            Diagnostic problem = e.diagnostic();
            String unknown = "No image: " + problem.place() + ": " + problem.problem() + ".";
            return new Judged(
                    file.name(),
                    name,
                    Optional.empty(),
                    new Verdict(List.of(), List.of(unknown), Optional.empty(), false));
        }
        List<Diagnostic> findings = new ArrayList<>(new DomainCheck(image, domain).findings());
        DomainDisks disks = disks(domain);
        List<String> unknown = new ArrayList<>(disks.missing());
        Verdict verdict;
        try {
            verdict = verdict(image, domain, disks);
        } catch (BadInput e) {
            if (!given.disks.isEmpty() || disks.files().isEmpty()) {
                throw e;
            }
            unknown.add("The disks were not read: " + e.diagnostic().line());
            verdict = verdict(image, domain, new DomainDisks(Map.of(), List.of()));
        }
        findings.addAll(verdict.findings());
        unknown.addAll(verdict.unknown());
        return new Judged(
                file.name(),
                name,
                Optional.of(image),
                new Verdict(findings, unknown, verdict.started(), verdict.checked()));
    }

    /** The disks to read: none if the guest's config is given. */
    private DomainDisks disks(DomainFile domain) {
        if (!given.disks.isEmpty() || given.guest.config().isPresent()) {
            return new DomainDisks(given.disks, List.of());
        }
        return DomainDisks.of(domain.disks());
    }

    private Verdict verdict(GuestImage image, DomainFile domain, DomainDisks disks) throws IOException {
        Guest guest = given.guest.memory().isPresent()
                ? given.guest
                : given.guest.withMemory(domain.memory(), domain.maximum());
        boolean all = given.disks.isEmpty() && disks.missing().isEmpty();
        Key key = new Key(disks.identities(), all, guest.memory(), guest.maximum());
        try {
            return known.computeIfAbsent(image, any -> new ConcurrentHashMap<>())
                    .computeIfAbsent(key, any -> {
                        try {
                            return verdict(image, guest, disks, all);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Verdict verdict(GuestImage image, Guest guest, DomainDisks disks, boolean all) throws IOException {
        GuestCheck check = new GuestCheck(image, files);
        if (disks.files().isEmpty()) {
            return check.of(guest);
        }
        try (DiskImage opened = DiskImage.open(disks.files())) {
            return check.of(guest.withDisks(opened, all));
        }
    }
}
