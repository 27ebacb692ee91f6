// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Choice;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.module.ModInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The plugin's own grub.cfgs. Some of their placeholders have default values. */
public enum Template {
    /** Starts the boot loader or config on the guest's own disks. */
    GUEST_CONFIG("guest-config.cfg"),
    /** A guest's own GRUB: reads the grub.cfg of its own disk. */
    SECOND_STAGE("second-stage.cfg"),
    /** Starts the guest's kernel with a command line of the host. */
    FIXED_KERNEL("kernel.cfg"),
    /** Starts an installer from the medium that is the guest's disk. */
    INSTALLER("kernel.cfg"),
    /** Like fixed-kernel, but the command line comes from the domain's {@code extra=}; GRUB 2.14 and later. */
    EXTRA_KERNEL("kernel.cfg");

    private static final Choice<Template> CHOICE = Choice.of("template", values());

    private static final String INSTALLED =
            "/vmlinuz:/initrd.img /boot/vmlinuz:/boot/initrd.img /boot/vmlinuz-linux:/boot/initramfs-linux.img"
                    + " /@@/vmlinuz:/@@/initrd.img /@@/boot/vmlinuz:/@@/boot/initrd.img"
                    + " /@@rootfs/vmlinuz:/@@rootfs/initrd.img /@@rootfs/boot/vmlinuz:/@@rootfs/boot/initrd.img";

    private static final String ON_A_MEDIUM = "/install.amd/vmlinuz:/install.amd/initrd.gz"
            + " /casper/vmlinuz:/casper/initrd /images/pxeboot/vmlinuz:/images/pxeboot/initrd.img"
            + " /boot/x86_64/loader/linux:/boot/x86_64/loader/initrd";

    private final String script;

    Template(String script) {
        this.script = script;
    }

    /**
     * The template with a name, in lower case with hyphens.
     *
     * @param where the POM element or property that the name comes from, for the message
     */
    public static Template of(String where, String name) throws BadInput {
        return CHOICE.read(where, name);
    }

    /** The text with its placeholders. */
    public Bytes text() {
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (String part : List.of("begin.cfg", script, "end.cfg")) {
                try (InputStream in = Template.class.getResourceAsStream(part)) {
                    Objects.requireNonNull(in).transferTo(text);
                }
            }
            return Bytes.of(this + ".cfg", text.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The default value of a placeholder. */
    public Optional<String> value(String name) {
        return switch (name) {
            case "grub.last" -> Optional.of("wait");
            case "grub.kernels" -> Optional.of(this == INSTALLER ? ON_A_MEDIUM : INSTALLED);
            case "grub.cmdline" -> commandLine();
            default -> Optional.empty();
        };
    }

    private Optional<String> commandLine() {
        return switch (this) {
            case INSTALLER -> Optional.of("console=hvc0");
            case EXTRA_KERNEL -> Optional.of("$xen_grub_env_cmdline");
            default -> Optional.empty();
        };
    }

    /**
     * The text, filled with the default values.
     *
     * @throws BadInput if a placeholder has no default value
     */
    public Bytes filled() throws BadInput {
        FilledConfig filled = new Placeholders(this::value).fill(text(), List.of());
        for (Diagnostic unknown : filled.unknown()) {
            throw new BadInput(unknown);
        }
        return filled.text();
    }

    /**
     * Refuses modules of a GRUB release that the template does not work with.
     *
     * <p>Source: "Image format", section 7.
     */
    public void check(ModInfo info) throws BadInput {
        if (this == EXTRA_KERNEL && !info.isAtLeast(2, 14)) {
            throw new BadInput(
                    "template " + this,
                    "GRUB " + info.packageVersion() + " cannot read the domain's extra=; GRUB 2.14 can",
                    "Use modules of a later GRUB, or the template fixed-kernel with an image for each command line.");
        }
    }

    @Override
    public String toString() {
        return Choice.word(this);
    }
}
