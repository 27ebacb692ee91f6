// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.packageurl.PackageURL;
import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImagePlan;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.MemdiskFileCompression;
import io.github.grubxen.plan.Standalone;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.DebSource;
import io.github.grubxen.source.ModulesDirectory;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bill of a package with a module tree, an image and a standalone image, read back by CycloneDX's own library. */
class SbomTest {
    private static final Platform PLATFORM = Platform.I386_XEN_PVH;
    private static final String TREE = "/usr/lib/grub/i386-xen_pvh/";
    private static final String IMAGE = "/usr/lib/grub-xen/site.bin";
    private static final String STANDALONE = "/usr/lib/grub-xen/standalone.bin";
    private static final Bytes CONFIG = ImageRecipe.text("config", "set root=xen/xvda\nlinux /vmlinuz\nboot\n");

    @TempDir
    static Path directory;

    private static Path deb = Path.of(".");
    private static String json = "";
    private static Bom bom = new Bom();
    private static Optional<ModuleTree> made = Optional.empty();
    private static BuildInputs inputs = Scratch.inputs();

    @BeforeAll
    static void build() throws Exception {
        Tools.require("dpkg-deb");
        ModulesDirectory modules = new ModulesDirectory(directory.resolve("modules"));
        modules.fill(new DebSource(GrubRelease.BOOKWORM.deb("grub-xen-bin")), EnumSet.of(PLATFORM));
        ModuleTree tree = modules.tree(PLATFORM);
        made = Optional.of(tree);
        Path root = directory.resolve("root");
        Path trees = Files.createDirectories(root.resolve(TREE.substring(1)));
        for (Path file : Directories.list(modules.path().resolve(PLATFORM.id()))) {
            Files.copy(file, trees.resolve(file.getFileName()));
        }
        Files.createDirectories(root.resolve("usr/lib/grub-xen"));
        List<GrubTar.File> files = List.of(new GrubTar.File("site/motd", Bytes.of("motd", new byte[] {'x', '\n'})));
        ImagePlan baked = new BakedConfig(
                GrubConfig.of(CONFIG),
                Optional.of(List.of("linux", "ext2")),
                files,
                TarAttributes.root(0),
                Extras.NONE);
        ImagePlan standalone = Standalone.of(
                GrubConfig.of(CONFIG),
                Optional.of(List.of("linux")),
                new TreeMap<>(),
                List.of(),
                MemdiskFileCompression.XZ,
                0,
                Extras.NONE);
        for (var plan : Map.of(IMAGE, baked, STANDALONE, standalone).entrySet()) {
            plan.getValue()
                    .recipe(tree)
                    .image(tree)
                    .writeTo(root.resolve(plan.getKey().substring(1)));
        }
        Files.createSymbolicLink(root.resolve("usr/lib/grub-xen/link.bin"), Path.of("site.bin"));
        inputs = BuildInputs.of(modules, Optional.empty(), "grub-xen-maven-plugin 0.1.0", Scratch.TIME);
        deb = pack(root);
        json = new Sbom(FinishedPackage.read(deb), inputs).toJson();
        bom = new JsonParser().parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isValidByTheSchemaOfCycloneDx() throws IOException {
        List<ParseException> problems = new JsonParser().validate(json, Version.VERSION_16);
        assertThat(problems).isEmpty();
    }

    @Test
    void namesThePackageAndWhatItWasMadeFrom() throws Exception {
        Component self = bom.getMetadata().getComponent();
        assertThat(self.getPurl()).isEqualTo("pkg:deb/example.org/site-boot@1.0%2Bx?arch=amd64");
        assertThat(new PackageURL(self.getPurl()).getVersion()).isEqualTo("1.0+x");
        assertThat(self.getHashes())
                .singleElement()
                .satisfies(hash -> assertThat(hash.getValue()).isEqualTo(Digest.sha256(deb)));
        String grub = tree().info().packageVersion();
        assertThat(self.getPedigree().getAncestors().getComponents())
                .singleElement()
                .satisfies(source -> assertThat(source.getPurl())
                        .isEqualTo(
                                "pkg:deb/debian/grub2@" + grub.replace("+", "%2B") + "?arch=source&distro=debian-12"));
        assertThat(bom.getComponents())
                .filteredOn(component -> component.getName().equals("grub-xen-bin"))
                .singleElement()
                .satisfies(used -> assertThat(used.getHashes().get(0).getValue())
                        .isEqualTo(Digest.sha256(GrubRelease.BOOKWORM.deb("grub-xen-bin"))));
    }

    @Test
    void namesEachFileOfThePackageOnceWithItsDigest() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory.resolve("root/usr"))) {
            for (Path file : files.filter(f -> Files.isRegularFile(f) && !Files.isSymbolicLink(f))
                    .toList()) {
                expected.put("/" + directory.resolve("root").relativize(file), Digest.sha256(file));
            }
        }
        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(digests(bom.getComponents().stream()
                        .filter(component -> component.getName().startsWith("/"))
                        .toList()))
                .isEqualTo(expected);
    }

    @Test
    void givesEachModuleItsLicence() {
        for (ModuleFile module : tree().modules().values()) {
            Component component = find(bom.getComponents(), TREE + module.name() + ".mod");
            assertThat(licences(component)).isEqualTo(expectedLicences(module));
        }
        assertThat(tree().modules().values())
                .anyMatch(module -> expectedLicences(module).contains("GPL-2.0-or-later"));
        assertThat(find(bom.getComponents(), TREE + "moddep.lst").getLicenses()).isNull();
    }

    @Test
    void namesWhatIsInAnImage() throws IOException {
        Component image = find(bom.getComponents(), IMAGE);
        assertThat(image.getType()).isEqualTo(Component.Type.APPLICATION);
        assertThat(image.getVersion()).isEqualTo(tree().info().packageVersion());
        Map<String, String> expected = new TreeMap<>();
        for (ModuleFile module : tree().resolve(List.of("linux", "ext2", "memdisk", "tar", "normal"))) {
            expected.put(module.name() + ".mod", Digest.sha256(module.content()));
            assertThat(licences(find(image.getComponents(), module.name() + ".mod")))
                    .isEqualTo(expectedLicences(module));
        }
        Map<String, String> parts = digests(image.getComponents());
        assertThat(parts.remove("kernel")).matches("[0-9a-f]{64}");
        assertThat(parts.remove("early config"))
                .isEqualTo(Digest.sha256(ImageRecipe.text("start", "normal (memdisk)/bootstrap.cfg\n")));
        assertThat(parts.remove("(memdisk)/bootstrap.cfg")).isEqualTo(Digest.sha256(CONFIG));
        assertThat(parts.remove("(memdisk)/site/motd")).matches("[0-9a-f]{64}");
        assertThat(parts).isEqualTo(expected);
    }

    @Test
    void namesTheModulesInAStandaloneImagesMemdiskAsTheyAreUnpacked() throws IOException {
        Component image = find(bom.getComponents(), STANDALONE);
        Component linux = find(image.getComponents(), "linux.mod");
        assertThat(linux.getBomRef()).contains("#memdisk/");
        assertThat(linux.getHashes().get(0).getValue())
                .isEqualTo(Digest.sha256(tree().resolve(List.of("linux")).stream()
                        .filter(module -> module.name().equals("linux"))
                        .findFirst()
                        .orElseThrow()
                        .content()));
        assertThat(find(image.getComponents(), "(memdisk)/boot/grub/grub.cfg").getHashes())
                .extracting(Hash::getValue)
                .containsExactly(Digest.sha256(CONFIG));
        assertThat(image.getComponents())
                .noneMatch(part ->
                        part.getName().startsWith("(memdisk)") && part.getName().endsWith(".mod"));
    }

    @Test
    void referencesAreUniqueAndLeadSomewhere() {
        List<String> references =
                new ArrayList<>(List.of(bom.getMetadata().getComponent().getBomRef()));
        collect(references, bom.getComponents());
        assertThat(references).doesNotHaveDuplicates();
        assertThat(bom.getDependencies()).hasSize(3).allSatisfy(dependency -> {
            assertThat(references).contains(dependency.getRef());
            assertThat(dependency.getDependencies())
                    .isNotEmpty()
                    .allSatisfy(on -> assertThat(references).contains(on.getRef()));
        });
    }

    @Test
    void isTheSameInAnotherTimeZoneAndAnotherForAnotherPackage() throws IOException {
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(new Sbom(FinishedPackage.read(deb), inputs).toJson()).isEqualTo(json);
        } finally {
            TimeZone.setDefault(zone);
        }
        Path other = Files.createDirectories(directory.resolve("other/root"));
        Files.writeString(other.resolve("file"), "x");
        String others = new Sbom(FinishedPackage.read(pack(other)), inputs).toJson();
        assertThat(serial(others)).isNotEqualTo(serial(json));
    }

    private static Path pack(Path root) throws IOException {
        Path control = Files.createDirectories(root.resolve("DEBIAN"));
        Files.writeString(
                control.resolve("control"),
                "Package: site-boot\nVersion: 1.0+x\nArchitecture: amd64\nMaintainer: m <m@example.org>\n"
                        + "Description: d\n");
        Tools.run(root, "dpkg-deb", "-Zxz", "-z0", "--root-owner-group", "-b", ".", "../");
        return root.resolveSibling("site-boot_1.0+x_amd64.deb");
    }

    private static ModuleTree tree() {
        return made.orElseThrow();
    }

    private static String serial(String json) throws IOException {
        return json.lines()
                .filter(line -> line.contains("serialNumber"))
                .findFirst()
                .orElseThrow();
    }

    private static Component find(List<Component> components, String name) {
        return components.stream()
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> digests(List<Component> components) {
        Map<String, String> digests = new TreeMap<>();
        components.forEach(component -> assertThat(digests.put(
                        component.getName(), component.getHashes().get(0).getValue()))
                .as(component.getName())
                .isNull());
        return digests;
    }

    private static void collect(List<String> references, List<Component> components) {
        for (Component component : components) {
            references.add(component.getBomRef());
            if (component.getComponents() != null) {
                collect(references, component.getComponents());
            }
        }
    }

    private static List<String> licences(Component component) {
        return component.getLicenses().getLicenses().stream()
                .map(licence -> licence.getId())
                .toList();
    }

    private static List<String> expectedLicences(ModuleFile module) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("LICENSE=GPLv2+", "GPL-2.0-or-later");
        names.put("LICENSE=GPLv3", "GPL-3.0-only");
        names.put("LICENSE=GPLv3+", "GPL-3.0-or-later");
        return names.entrySet().stream()
                .filter(entry -> module.licences().contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
