// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A grub.cfg as a release's update-grub writes it in a guest with two kernels: its own scripts, unpacked from Debian's package, are
 * run on directories of the test's.
 *
 * @param release the release
 * @param directory takes what the scripts look at
 */
public record UpdateGrub(GrubRelease release, Path directory) {
    /** What GRUB_TERMINAL may be in a guest. */
    public static final List<String> TERMINALS = List.of("console", "serial", "gfxterm");

    private static final List<String> SCRIPTS = List.of(
            "00_header", "05_debian_theme", "10_linux", "20_linux_xen", "25_bli", "30_uefi-firmware", "41_custom");

    private static final String UUID = "0f0f1111-2222-3333-4444-555566667777";

    /** Stands for grub-probe, which would look at this machine's disks. */
    private static final String PROBE = """
            #!/bin/sh
            for word; do
              case $word in
                --target=*) target=${word#*=} ;;
                -t) next=yes ;;
                *) [ -z "$next" ] || target=$word; next= ;;
              esac
            done
            case $target in
              fs) echo ext2 ;;
              fs_uuid) echo UUID ;;
              device) echo /dev/xvda1 ;;
              compatibility_hint) echo xen/xvda,gpt1 ;;
              hints_string) echo --hint=xen/xvda,gpt1 ;;
              partmap) echo gpt ;;
            esac
            """;

    /** The config for a terminal. */
    public Bytes config(String terminal) throws IOException {
        Path boot = Files.createDirectories(directory.resolve("boot"));
        Files.createDirectories(boot.resolve("grub"));
        Path data = Files.createDirectories(directory.resolve("data"));
        Path font = Files.writeString(data.resolve("unicode.pf2"), "");
        for (String version : List.of("6.1.0-40-amd64", "6.1.0-38-amd64")) {
            Files.writeString(boot.resolve("vmlinuz-" + version), "");
            Files.writeString(boot.resolve("initrd.img-" + version), "");
            Files.writeString(boot.resolve("config-" + version), "CONFIG_XEN=y\n");
        }
        Map<String, String> environment = new HashMap<>(Map.of(
                "pkgdatadir",
                data.toString(),
                "grub_probe",
                program("probe", PROBE.replace("UUID", UUID)),
                "grub_mkrelpath",
                program("mkrelpath", "#!/bin/sh\nfor path; do :; done\necho \"$path\"\n"),
                "GRUB_DEVICE",
                "/dev/xvda1",
                "GRUB_DEVICE_BOOT",
                "/dev/xvda1",
                "GRUB_DEVICE_UUID",
                UUID,
                "GRUB_DEVICE_BOOT_UUID",
                UUID,
                "GRUB_FS",
                "ext2",
                "GRUB_DISTRIBUTOR",
                "Debian",
                "GRUB_FONT",
                font.toString()));
        environment.putAll(Map.of(
                "GRUB_CMDLINE_LINUX", "console=hvc0",
                "GRUB_DEFAULT", "saved",
                "GRUB_SAVEDEFAULT", "true",
                "GRUB_TIMEOUT", "5",
                "GRUB_TERMINAL_INPUT", terminal.equals("gfxterm") ? "console" : terminal,
                "GRUB_TERMINAL_OUTPUT", terminal));
        Path root = release.unpacked("grub-common");
        if (!Files.exists(root.resolve("etc/grub.d"))) {
            root = release.unpacked("grub2-common"); // since 2.14
        }
        Path scripts = root.resolve("etc/grub.d");
        copy(root.resolve("usr/share/grub/grub-mkconfig_lib"), data.resolve("grub-mkconfig_lib"));
        StringBuilder config = new StringBuilder();
        for (String script : SCRIPTS) {
            if (Files.exists(scripts.resolve(script))) {
                Path copy = copy(scripts.resolve(script), directory.resolve(script));
                config.append(Tools.run(directory, environment, "sh", copy.toString()));
            }
        }
        return Bytes.of("grub.cfg", config.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A script that looks at the test's directories in place of the machine's. */
    private Path copy(Path script, Path copy) throws IOException {
        String text = Files.readString(script)
                .replace(" /boot/", " " + directory + "/boot/")
                .replace("/usr/share/grub", directory + "/data");
        return Files.writeString(copy, text);
    }

    private String program(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"))
                .toString();
    }
}
