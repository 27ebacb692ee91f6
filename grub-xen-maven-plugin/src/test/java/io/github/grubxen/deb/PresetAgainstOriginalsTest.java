// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.format.Image;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageRecipe;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The preset's packages with the version, maintainer, changelog and time of Debian's, out of Debian's modules, the images'
 * memdisks packed with Debian's tar fields: all that is not the same, and why. Nothing else may differ.
 */
class PresetAgainstOriginalsTest {
    /** Of both packages. */
    private static final List<String> BY_DESIGN = List.of(
            // our packages are not built from GRUB's source, but hold what was: Debian Policy, section 7.8
            "control field Built-Using: ours alone",
            // no sentence of Debian's is in this plugin
            "control field Description: another",
            // follows from the files below
            "control field Installed-Size: another",
            // reports of our packages' faults are not for Debian's bug tracker; a site's own texts come by <presubj>
            "usr/share/bug: Debian's alone",
            "usr/share/bug/%s: Debian's alone",
            "usr/share/bug/%s/presubj: Debian's alone",
            "usr/share/bug/%s/script: Debian's alone",
            // a paragraph about the site's files is added
            "usr/share/doc/%s/copyright: another content",
            // the bytes of gzip are ours, the text is the same
            "usr/share/doc/%s/changelog.Debian.gz: another content",
            // ours has its own reasons, and each path by name
            "usr/share/lintian/overrides/%s: another content");

    private static final List<String> HOST = List.of(
            // about GRUB as a program, not about its images; they come with grub-common
            "usr/share/doc/grub-xen-host/AUTHORS: Debian's alone",
            "usr/share/doc/grub-xen-host/NEWS.gz: Debian's alone",
            "usr/share/doc/grub-xen-host/README: Debian's alone",
            "usr/share/doc/grub-xen-host/THANKS: Debian's alone",
            "usr/share/doc/grub-xen-host/TODO: Debian's alone",
            "usr/share/doc/grub-xen-host/changelog.gz: Debian's alone");

    /** News of Debian's packaging, where a release has any; a site's own come by {@code <news>}. */
    private static final String NEWS = "usr/share/doc/grub-xen-host/NEWS.Debian.gz: Debian's alone";

    private static final List<String> BIN = List.of(
            // only the doc directory of another package needs it
            "control field Depends: Debian's alone",
            // ours need not have that package, so the doc directory is one of its own; the scripts take Debian's link
            // away
            "control file postinst: ours alone",
            "control file postrm: ours alone",
            "control file preinst: ours alone",
            "usr/share/doc/grub-xen-bin: drwxr-xr-x root/root for lrwxrwxrwx root/root",
            "usr/share/doc/grub-xen-bin/changelog.Debian.gz: ours alone",
            "usr/share/doc/grub-xen-bin/copyright: ours alone");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void differOnlyByDesign(GrubRelease release) throws IOException {
        Tools.require("dpkg-deb", "tar", "ar");
        Path host = release.deb("grub-xen-host");
        ControlParagraph fields = new DebArchive(host).control();
        ModulesDirectory modules = new ModulesDirectory(directory.resolve("modules"));
        release.deb(fields.get("Version").orElseThrow().startsWith("2.14") ? "grub2-common" : "grub-common");
        modules.fill(new DebSource(release.deb("grub-xen-bin")), EnumSet.allOf(Platform.class));
        Path images = Files.createDirectories(directory.resolve("images"));
        for (Platform platform : Platform.values()) {
            byte[] image = rebuilt(modules.tree(platform), release.publishedImage(platform));
            Files.write(images.resolve("grub-" + platform + ".bin"), image);
        }
        PackageMetadata ours = new PackageMetadata(
                modules.origin(),
                "grub2",
                fields.get("Version").orElseThrow(),
                Optional.empty(),
                fields.get("Maintainer").orElseThrow(),
                fields.get("Homepage"),
                modules.copyright(),
                Optional.empty(),
                Optional.of(changelog(release)),
                PackageCompression.of(PackageCompression.Type.NONE),
                time(host));
        DebianSplit split = new DebianSplit(ours, SplitNames.DEBIAN);

        List<String> found = differences(DebWriter.write(split.host(images).recipe("host", ours), directory), host);
        found.remove(NEWS);
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected("grub-xen-host", HOST));

        Path bin = release.deb("grub-xen-bin");
        assertThat(differences(DebWriter.write(split.bin(modules).recipe("bin", ours), directory), bin))
                .containsExactlyInAnyOrderElementsOf(expected("grub-xen-bin", BIN));
    }

    private static List<String> expected(String name, List<String> own) {
        List<String> all = new ArrayList<>(own);
        BY_DESIGN.forEach(line -> all.add(line.formatted(name)));
        if (name.endsWith("bin")) { // where these are in a directory that Debian's has not
            all.removeIf(line -> line.contains("/doc/") && line.endsWith("another content"));
        }
        return all;
    }

    private static byte[] rebuilt(ModuleTree tree, Bytes published) throws IOException {
        Image image = Image.read(published);
        List<GnuTar.Entry> files = GnuTar.read(image.content(ObjectType.MEMDISK).orElseThrow());
        ImageRecipe recipe = ImageRecipe.of(
                tree,
                tree.allModules(),
                Optional.of(GnuTar.write("memdisk", files)),
                image.content(ObjectType.CONFIG),
                image.content(ObjectType.PREFIX).orElseThrow());
        return recipe.image(tree).toByteArray();
    }

    private Bytes changelog(GrubRelease release) throws IOException {
        Path file = release.unpacked("grub-xen-host").resolve("usr/share/doc/grub-xen-host/changelog.Debian.gz");
        return Bytes.of(
                "changelog",
                Tools.run(directory, Map.of("LC_ALL", "C.UTF-8"), "gzip", "-dc", file.toString())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Of the build: that of the images. */
    private static long time(Path deb) throws IOException {
        List<Long> times = new ArrayList<>();
        new DebArchive(deb).visitData((entry, content) -> {
            if (entry.name().endsWith(".bin")) {
                times.add(entry.attributes().time());
            }
        });
        return times.get(0);
    }

    private List<String> differences(Path ours, Path theirs) throws IOException {
        List<String> found = new ArrayList<>();
        compare(
                found,
                "control field ",
                new TreeMap<>(new DebArchive(ours).control().fields()),
                new TreeMap<>(new DebArchive(theirs).control().fields()),
                "another");
        compare(found, "control file ", controlFiles(ours), controlFiles(theirs), "another");
        compare(found, "", entries(ours), entries(theirs), "");
        SortedMap<String, String> sums = sums(ours);
        SortedMap<String, String> debians = sums(theirs);
        sums.keySet().retainAll(debians.keySet());
        debians.keySet().retainAll(sums.keySet());
        compare(found, "", sums, debians, "another content");
        return found;
    }

    private static void compare(
            List<String> found, String kind, Map<String, String> ours, Map<String, String> theirs, String changed) {
        SortedSet<String> all = new TreeSet<>(ours.keySet());
        all.addAll(theirs.keySet());
        for (String name : all) {
            String one = ours.get(name);
            String other = theirs.get(name);
            if (one == null || other == null) {
                found.add(kind + name + ": " + (one == null ? "Debian's" : "ours") + " alone");
            } else if (!one.equals(other)) {
                found.add(kind + name + ": " + (changed.isEmpty() ? one + " for " + other : changed));
            }
        }
    }

    /** Names, with the modes and owners that all of them have; what is in them is compared elsewhere. */
    private SortedMap<String, String> controlFiles(Path deb) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        Tools.run(directory, "sh", "-c", "dpkg-deb --ctrl-tarfile '" + deb + "' | tar -tv")
                .lines()
                .map(line -> line.split("\\s+", 6))
                .forEach(line -> files.put(line[5].replaceFirst("^\\./", ""), line[0] + " " + line[1]));
        return files;
    }

    /** Kind, mode and owner by path; times too of what is the same in all releases: the payload. */
    private SortedMap<String, String> entries(Path deb) throws IOException {
        SortedMap<String, String> entries = new TreeMap<>();
        Tools.run(directory, Map.of("TZ", "UTC"), "dpkg-deb", "-c", deb.toString())
                .lines()
                .map(line -> line.split("\\s+", 6))
                .forEach(line -> {
                    String path = line[5].replaceFirst("^\\./", "")
                            .replaceFirst(" -> .*$", "")
                            .replaceFirst("/$", "");
                    String time = path.startsWith("usr/lib/") ? " " + line[3] + " " + line[4] + " " + line[2] : "";
                    entries.put(path, line[0] + " " + line[1] + time);
                });
        return entries;
    }

    private SortedMap<String, String> sums(Path deb) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        Tools.run(directory, "dpkg-deb", "-I", deb.toString(), "md5sums")
                .lines()
                .forEach(line -> sums.put(line.substring(34), line.substring(0, 32)));
        return sums;
    }
}
