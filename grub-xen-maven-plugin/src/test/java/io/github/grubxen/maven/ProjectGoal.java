// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** The goals of a small project in the order of a build, each with a file that it reads and a file or directory that it writes. */
enum ProjectGoal {
    MODULES(
            () -> new ModulesMojo(unused(RepositorySystem.class), unused(MavenProjectHelper.class)),
            "tree/i386-xen_pvh/normal.mod",
            "target/grub-xen/modules"),
    LINT(LintMojo::new, "src/main/grub/site.cfg", "target/grub-xen/reports/lint.json"),
    IMAGES(ImagesMojo::new, "src/main/grub/site.cfg", "target/grub-xen/images"),
    DEB(
            () -> new DebMojo(unused(MavenProjectHelper.class)),
            "src/main/deb/copyright",
            "target/site-boot_1.0_amd64.deb"),
    CHANGES(
            () -> new ChangesMojo(unused(MavenProjectHelper.class), unused(SettingsDecrypter.class)),
            "target/site-boot_1.0_amd64.deb",
            "target/site-boot_1.0_amd64.buildinfo"),
    VERIFY(VerifyMojo::new, "target/site-boot_1.0_amd64.deb", "target/grub-xen/reports/verify.json"),
    MKIMAGE(MkimageMojo::new, "early.cfg", "out/image.bin"),
    INSPECT(InspectMojo::new, "out/image.bin", "out/report.txt"),
    TEMPLATE(TemplateMojo::new, "", "out/guest.cfg"),
    INIT(InitMojo::new, "", "out/site/pom.xml");

    @SuppressWarnings("ImmutableEnumChecker") // it makes a new one each time
    private final Supplier<AbstractGrubXenMojo> mojo;

    /** Path in the project; empty where the goal reads nothing. */
    final String input;

    /** Path in the project. */
    final String output;

    ProjectGoal(Supplier<AbstractGrubXenMojo> mojo, String input, String output) {
        this.mojo = mojo;
        this.input = input;
        this.output = output;
    }

    /** Writes the sources of the project. */
    static void write(Path project, Path tree) throws IOException {
        Map<String, String> texts = Map.of(
                "src/main/grub/site.cfg", "set timeout=1\nsearch --set=root --file /vmlinuz\nlinux /vmlinuz\nboot\n",
                "src/main/deb/copyright", "Files: debian/*\nCopyright: 2026 A Packager\nLicense: Apache-2.0\n",
                "early.cfg", "echo early\n");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = project.resolve(text.getKey());
            Files.createDirectories(file.resolveSibling(".").normalize());
            Files.writeString(file, text.getValue());
        }
        Path copy = Files.createDirectories(project.resolve("tree/i386-xen_pvh"));
        try (Stream<Path> files = Files.list(tree.resolve("i386-xen_pvh"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Runs the goal as in a build whose earlier goals have all run; nothing counts as up to date. */
    void run(Path directory) throws Exception {
        MavenProject project = new MavenProject();
        project.setGroupId("org.example");
        project.setArtifactId("site-boot");
        project.setVersion("1.0");
        project.setPackaging("grub-xen");
        project.setDescription("GRUB for the guests of a site");
        project.setBuild(new Build());
        project.getBuild().setDirectory(directory.resolve("target").toString());
        project.setArtifact(new DefaultArtifact(
                "org.example", "site-boot", "1.0", "compile", "grub-xen", "", new DefaultArtifactHandler("grub-xen")));
        if (compareTo(DEB) > 0) {
            project.getArtifact().setFile(directory.resolve(DEB.output).toFile());
        }
        Goal goal = new Goal(directory, project)
                .set("force", true)
                .set("maintainer", "A Packager <packager@example.org>")
                .set("platforms", "i386-xen_pvh")
                .set("report", "json")
                .set("packageVersion", "1.0")
                .set("cache", directory.resolve("cache"))
                .set("directory", directory.resolve("tree"));
        switch (this) {
            case MKIMAGE ->
                goal.set("platform", "i386-xen_pvh")
                        .set("directory", directory.resolve("tree/i386-xen_pvh"))
                        .set("prefix", "/boot/grub")
                        .set("config", input)
                        .set("output", output);
            case INSPECT -> goal.set("image", input).set("output", output);
            case TEMPLATE -> goal.set("output", output);
            case INIT -> goal.set("output", directory.resolve("out/site"));
            default -> {}
        }
        goal.run(toString(), mojo.get());
    }

    /** A copy of a small project with modules, images and a package, which is built once in a directory. */
    static Path copyOfBuilt(Path built, Path target) throws Exception {
        Path first = built.resolve("project");
        if (!Files.exists(first)) {
            write(Files.createDirectories(first), GrubRelease.BOOKWORM.grubDirectory());
            MODULES.run(first);
            IMAGES.run(first);
            DEB.run(first);
        }
        FaultyDisk.copy(first, Files.createDirectory(target));
        return target;
    }

    /** The failure of the goal; none when it ended well. */
    Optional<Throwable> failure(Path directory) {
        try {
            run(directory);
            return Optional.empty();
        } catch (Throwable failure) { // whatever it is, a table has a row for it
            return Optional.of(failure);
        }
    }

    /** As Maven calls it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a goal asks for and does not use here. */
    private static <T> T unused(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                ProjectGoal.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }
}
