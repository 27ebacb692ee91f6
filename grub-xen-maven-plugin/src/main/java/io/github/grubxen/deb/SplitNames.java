// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import java.util.List;

/**
 * Names and paths of two packages with images and module trees.
 *
 * @param host name of the package with the images
 * @param bin name of the package with the module trees
 * @param images directory of the images, with a slash at its end
 * @param trees directory of the trees, with a slash at its end
 * @param hostDescription description of the package with the images
 * @param binDescription description of the package with the module trees
 * @param links steps for dpkg-maintscript-helper, where an older package had a link
 */
public record SplitNames(
        String host,
        String bin,
        String images,
        String trees,
        String hostDescription,
        String binDescription,
        List<String> links) {
    /**
     * Debian's names. In Debian's own grub-xen-bin, the documentation directory is a link to the directory of grub-common, or of
     * grub2-common since 2.14, and dpkg would write through the link into that directory.
     */
    public static final SplitNames DEBIAN = new SplitNames(
            "grub-xen-host",
            "grub-xen-bin",
            "usr/lib/grub-xen/",
            "usr/lib/grub/",
            """
            GRUB images that boot Xen guests from the host
            Images of GRUB for Xen's toolstack to start guests with: a domain that has
            one of them as its kernel reads its boot configuration from its own disks.
            .
            They lie in /usr/lib/grub-xen: grub-x86_64-xen.bin and grub-i386-xen.bin for
            PV guests, grub-i386-xen_pvh.bin for PVH guests.""",
            """
            GRUB's modules for Xen guests, PV and PVH
            The modules of GRUB for its platforms i386-xen, x86_64-xen and i386-xen_pvh,
            with the lists and the kernels that belong to them, in /usr/lib/grub.
            .
            The images of the package grub-xen-host are made of them; further ones can be
            made with grub-mkimage and grub-mkstandalone. Nothing is installed as a boot
            loader.""",
            List.of(
                    "symlink_to_dir /usr/share/doc/grub-xen-bin grub-common",
                    "symlink_to_dir /usr/share/doc/grub-xen-bin grub2-common"));

    /** Names and paths that no package of Debian has, so that both can be installed. */
    public static final SplitNames ALL_GUESTS = new SplitNames(
            "grub-xen-all-host",
            "grub-xen-all-bin",
            "usr/lib/grub-xen-all/",
            "usr/lib/grub-xen-all/",
            """
            GRUB images with patches that boot all Xen guests from the host
            Images of a patched GRUB for Xen's toolstack to start guests with: a domain
            that has one of them as its kernel reads its boot configuration from its own
            disks. They boot guests that Debian's images do not boot.
            .
            They lie in /usr/lib/grub-xen-all, beside those of the package grub-xen-host:
            grub-x86_64-xen.bin and grub-i386-xen.bin for PV guests,
            grub-i386-xen_pvh.bin for PVH guests.""",
            """
            GRUB's modules with patches for Xen guests, PV and PVH
            The modules of a patched GRUB for its platforms i386-xen, x86_64-xen and
            i386-xen_pvh, with the lists and the kernels that belong to them, in
            /usr/lib/grub-xen-all.
            .
            The images of the package grub-xen-all-host are made of them; further ones
            can be made with the option --directory of grub-mkimage and
            grub-mkstandalone. Nothing is installed as a boot loader.""",
            List.of());

    /** Copies the list. */
    public SplitNames {
        links = List.copyOf(links);
    }
}
