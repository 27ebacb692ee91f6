// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The script in /etc/grub.d of the example for guests, run as update-grub runs it, with a grub-probe that answers as told. */
final class SecondStageScript {
    private static final Path SCRIPT = Path.of("../example-packages/guest-stage2/src/main/files/05_second_stage");

    private static final Path DOCUMENTATION = Path.of("src/site/markdown/two-stages.md");

    private final Path directory;
    private final Path stage;

    /**
     * A guest without a second stage.
     *
     * @param directory stands for the guest's root
     */
    SecondStageScript(Path directory) {
        this.directory = directory;
        this.stage = directory.resolve("boot/xen/pvhboot-i386.elf");
    }

    /** The two lines of a grub.cfg that the documentation gives. */
    static String documented() throws IOException {
        String text = Files.readString(DOCUMENTATION);
        int start = text.indexOf("if [ \"$grub_platform\" = xen_pvh");
        return text.substring(start, text.indexOf("```", start));
    }

    /** The guest has a second stage now. */
    SecondStageScript installed() throws IOException {
        Files.createDirectories(directory.resolve("boot/xen"));
        Files.writeString(stage, "an image");
        return this;
    }

    /**
     * What the script puts into the grub.cfg.
     *
     * @param device what GRUB calls the device that the second stage lies on; empty where grub-probe fails
     * @param path what it calls the second stage there
     */
    String lines(String device, String path) throws IOException {
        String script = Files.readString(SCRIPT).replace("/boot/xen/pvhboot-i386.elf", stage.toString());
        String answers = "case \"$*\" in\n*--target=fs_uuid) exit 1 ;;\n*--target=device*) echo /dev/xvda1 ;;\n"
                + "*--target=fs) echo ext2 ;;\n*--target=compatibility_hint) echo " + device + " ;;\nesac\n";
        Files.writeString(directory.resolve("05_second_stage"), script);
        Map<String, String> environment = Map.of(
                "pkgdatadir",
                GrubRelease.BOOKWORM
                        .unpacked("grub-common")
                        .resolve("usr/share/grub")
                        .toString(),
                "grub_probe",
                program("grub-probe", device.isEmpty() ? "exit 1\n" : answers),
                "grub_mkrelpath",
                program("grub-mkrelpath", "echo " + path + "\n"));
        return Tools.run(directory, environment, "sh", "05_second_stage");
    }

    private String program(String name, String text) throws IOException {
        Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text);
        program.toFile().setExecutable(true);
        return program.toAbsolutePath().toString();
    }
}
