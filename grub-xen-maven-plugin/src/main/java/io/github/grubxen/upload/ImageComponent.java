// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.inspect.Inspection;
import io.github.grubxen.inspect.Memdisk;
import io.github.grubxen.inspect.PublicKey;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An image as a component. Its kernel, modules, config and other contents are components inside of it.
 *
 * @param path the path at which the package installs it
 * @param inspection everything that is known about it
 * @param image the parts of the image
 * @param references the references of the document
 */
record ImageComponent(String path, Inspection inspection, Image image, References references) {

    /** The component. Its version is the one in the image, or, if there is none, the version of GRUB's modules. */
    SbomComponent toComponent(String grubVersion) {
        String version =
                inspection.grub() == null ? grubVersion : inspection.grub().version();
        List<Inspection.Module> inMemdisk =
                inspection.memdisk() == null ? List.of() : inspection.memdisk().modules();
        List<SbomComponent> parts = new ArrayList<>();
        parts.add(references
                .component("library", path + "#kernel", "kernel")
                .with("version", version)
                .sha256(inspection.kernel().sha256())
                .licences(List.of(SpdxLicence.GRUB)));
        addModules(parts, "#modules/", inspection.modules(), version);
        addModules(parts, "#memdisk/modules/", inMemdisk, version);
        addConfig(parts);
        addMemdisk(parts, inMemdisk);
        for (PublicKey key : inspection.publicKeys()) {
            parts.add(references
                    .component("data", path + "#keys/" + key.sha256(), "public key")
                    .with("description", key.fingerprint() == null ? "" : key.fingerprint())
                    .sha256(key.sha256()));
        }
        Set<String> licences = new TreeSet<>(Set.of(SpdxLicence.GRUB));
        inspection.modules().forEach(module -> licences.addAll(module.licences()));
        inMemdisk.forEach(module -> licences.addAll(module.licences()));
        return references
                .component("application", path, path)
                .with("version", version)
                .with("description", "GRUB image for " + inspection.platform() + ", " + inspection.guest() + " guests")
                .sha256(inspection.sha256())
                .licences(licences)
                .property("platform", inspection.platform())
                .parts(parts);
    }

    private void addModules(List<SbomComponent> parts, String place, List<Inspection.Module> modules, String version) {
        for (Inspection.Module module : modules) {
            parts.add(references
                    .component("library", path + place + module.name(), module.name() + ".mod")
                    .with("version", version)
                    .sha256(module.sha256())
                    .licences(module.licences()));
        }
    }

    private void addConfig(List<SbomComponent> parts) {
        Optional<Bytes> config = image.content(ObjectType.CONFIG);
        config.ifPresent(text -> parts.add(
                references.component("file", path + "#config", "early config").sha256(Digest.sha256(text))));
    }

    /** Adds the memdisk's files, except the modules, which are separate components. */
    private void addMemdisk(List<SbomComponent> parts, List<Inspection.Module> modules) {
        Memdisk memdisk = inspection.memdisk();
        if (memdisk == null) {
            return;
        }
        String directory = "boot/grub/" + inspection.platform() + "/";
        List<String> known = modules.stream()
                .map(module -> directory + module.name() + ".mod")
                .toList();
        Set<String> paths = new TreeSet<>(known);
        for (Memdisk.Member file : memdisk.files()) {
            if (file.sha256() != null && !paths.contains(file.path())) {
                parts.add(references
                        .component("file", path + "#memdisk/" + file.path(), "(memdisk)/" + file.path())
                        .sha256(file.sha256()));
            }
        }
    }
}
