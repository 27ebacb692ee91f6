// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.EncryptedDisk;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests that boot after somebody has typed something: a passphrase of an encrypted disk, a name and a password. */
@Tag("lab")
class TypedKeysTest {
    private static final Platform PV = Platform.X86_64_XEN;
    private static final Platform PVH = Platform.I386_XEN_PVH;

    /** Cases that GRUB refuses, each with its words. A GRUB that cannot derive a key says that the passphrase is wrong. */
    private static final Map<String, String> REFUSED = Map.of(
            "locked-x86_64-xen-wrong",
            "error: access denied.",
            "luks2-argon2id-TRIXIE-x86_64-xen",
            "error: Invalid passphrase.");

    private static final String UNLOCK = "cryptomount (xen/xvda)\nset root=crypto0\nconfigfile /boot/grub/grub.cfg\n";

    private static final String LOCKED = """
            set superusers=root
            password root secret
            set timeout=0
            menuentry "Guest" {
              echo "LAB-MENU unlocked"
            }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void requirePrograms() {
        Tools.require("cryptsetup", "mke2fs");
    }

    @Test
    void unlockDisksAndMenus() throws IOException {
        run(
                "typed-keys",
                List.of(
                        encrypted("luks1", "pbkdf2", GrubRelease.BOOKWORM, PV),
                        encrypted("luks2", "pbkdf2", GrubRelease.BOOKWORM, PVH),
                        encrypted("luks2", "argon2id", GrubRelease.SID, PVH),
                        encrypted("luks2", "argon2id", GrubRelease.TRIXIE, PV),
                        locked(PVH, "right", "secret"),
                        locked(PV, "wrong", "guess")));
    }

    @Test
    @Tag("nightly")
    void unlockTheSameOnTheOtherPlatform() throws IOException {
        run(
                "typed-keys-other",
                List.of(
                        encrypted("luks1", "pbkdf2", GrubRelease.BOOKWORM, PVH),
                        encrypted("luks2", "pbkdf2", GrubRelease.BOOKWORM, PV),
                        encrypted("luks2", "argon2id", GrubRelease.SID, PV),
                        locked(PV, "right", "secret")));
    }

    private static void run(String name, List<BootCase> cases) throws IOException {
        List<CaseResult> results = LabCases.lab().run(cases, Path.of("target/lab", name));
        assertThat(results).hasSameSizeAs(cases);
        for (CaseResult result : results) {
            String expected = REFUSED.getOrDefault(result.bootCase().name(), "passed");
            assertThat(result.failure().orElse("passed")).as(result.line()).contains(expected);
        }
    }

    private BootCase encrypted(String type, String derivation, GrubRelease release, Platform platform)
            throws IOException {
        Path root = Files.createDirectories(directory.resolve("root"));
        for (var file : GuestMenu.plain().files().entrySet()) {
            Path target = root.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling("."));
            Files.write(target, file.getValue().toArray());
        }
        Path disk =
                EncryptedDisk.of(root, type, derivation, "secret", directory.resolve(type + "-" + derivation + ".img"));
        return new BootCase(
                        type + "-" + derivation + "-" + release + "-" + platform,
                        LabCases.baked(release, platform, ImageRecipe.text("grub.cfg", UNLOCK), Optional.empty()),
                        List.of(new GuestDisk.Given(disk)),
                        XlOptions.usual(),
                        List.of(GuestMenu.GREETING, Expectation.text("LAB-MENU " + platform + " crypto0")),
                        LabCases.ERRORS,
                        DefaultCases.TIME_LIMIT)
                .answering(List.of(new Answer("Enter passphrase for", "secret", true)));
    }

    private static BootCase locked(Platform platform, String name, String password) throws IOException {
        return LabCases.files(
                        "locked-" + platform + "-" + name,
                        LabCases.image(GrubRelease.BOOKWORM, platform),
                        Map.of("boot/grub/grub.cfg", ImageRecipe.text("boot/grub/grub.cfg", LOCKED)),
                        List.of(GuestMenu.GREETING, Expectation.text("LAB-MENU unlocked")))
                .answering(List.of(new Answer("username:", "root", true), new Answer("password:", password, true)));
    }
}
