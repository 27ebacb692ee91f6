// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the goal lintian runs on which files, and what it makes of the tags. The lintian is the real one, started by a script that
 * counts the runs and shows their arguments. The packages are empty but for control data, and so draw tags of several levels.
 */
class LintianGoalTest {
    @TempDir
    Path directory;

    private Path site = Path.of("");
    private Path more = Path.of("");
    private Path calls = Path.of("");

    @BeforeEach
    void packagesAndACountedLintian() throws IOException {
        Tools.require("lintian", "dpkg-deb");
        site = deb("site");
        more = deb("site-more");
        calls = directory.resolve("calls");
        Path program = Files.createDirectory(directory.resolve("programs")).resolve("lintian");
        Files.writeString(program, "#!/bin/sh\necho \"$*\" >>" + calls + "\nPATH=${PATH#*:}\nexec lintian \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void allPackagesAreCheckedInOneRun() throws IOException {
        String printed = run("package=" + site, "attached=" + more);
        assertThat(printed).contains("failure: site-more_1.0_all.deb, site_1.0_all.deb: lintian reports ");
        assertThat(printed).contains("E: site: no-copyright-file", "E: site-more: no-copyright-file");
        assertThat(Files.readAllLines(calls))
                .singleElement()
                .asString()
                .endsWith(" --suppress-tags=bad-distribution-in-changes-file " + more + " " + site);
    }

    @Test
    void aChangesFileStandsForItsPackages() throws IOException {
        Path changes = changes("site-stable");
        assertThat(run("package=" + site, "attached=" + more, "attached=" + changes, "grub-xen.lintian.failOn=none"))
                .contains("warning: E: site: no-copyright-file")
                .doesNotContain("bad-distribution-in-changes-file")
                .contains("well");
        assertThat(Files.readAllLines(calls)).singleElement().asString().endsWith(" " + changes + " " + more);
    }

    @Test
    void theTagsOfTheChangesFileCount() throws IOException {
        Path changes = changes("site-stable");
        assertThat(run("package=" + site, "attached=" + changes, "grub-xen.lintian.profile=debian"))
                .contains("E: site changes: bad-distribution-in-changes-file site-stable");
    }

    @Test
    void theLevelsThatFailTheBuildAreChosen() throws IOException {
        assertThat(run("package=" + site, "grub-xen.lintian.failOn=error"))
                .contains(
                        "lintian reports 2 tags of the levels error:\nE: site: no-changelog ",
                        "E: site: no-copyright-file")
                .doesNotContain("no-manual-page");
        assertThat(run("package=" + site, "grub-xen.lintian.failOn=pedantic"))
                .contains("warning: E: site: no-copyright-file")
                .contains("well");
        assertThat(Files.readAllLines(calls).get(1)).contains(" --pedantic ");
        assertThat(run("package=" + site, "grub-xen.lintian.failOn=errors"))
                .startsWith("failure: grub-xen.lintian.failOn: 'errors' is not a level of lintian's tags. Use error, ");
    }

    @Test
    void anUnknownProfileIsNamed() throws IOException {
        assertThat(run("package=" + site, "grub-xen.lintian.profile=no-such-vendor"))
                .startsWith("failure: " + site + ": lintian ended with status ")
                .contains("no-such-vendor");
    }

    private String run(String... properties) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(directory.toString(), "lintian"));
        arguments.addAll(List.of(properties));
        return Tools.run(
                Path.of("").toAbsolutePath(),
                Map.of("PATH", directory.resolve("programs") + ":" + System.getenv("PATH")),
                OtherJava.plain()
                        .command(List.of(), OneGoal.class, arguments.toArray(String[]::new))
                        .toArray(String[]::new));
    }

    private Path deb(String name) throws IOException {
        Path root = directory.resolve(name);
        Files.writeString(Files.createDirectories(root.resolve("DEBIAN")).resolve("control"), """
                Package: %s
                Source: site
                Version: 1.0
                Architecture: all
                Section: admin
                Priority: optional
                Maintainer: A Packager <packager@example.org>
                Description: images of a site
                 They boot guests, with a configuration of the site's own in each.
                """.formatted(name));
        Path program = Files.createDirectories(root.resolve("usr/bin")).resolve(name);
        Files.writeString(program, "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path deb = directory.resolve(name + "_1.0_all.deb");
        Tools.run(directory, "dpkg-deb", "--root-owner-group", "--build", root.toString(), deb.toString());
        return deb;
    }

    private Path changes(String suite) throws IOException {
        long size = Files.size(site);
        String name = site.getFileName().toString();
        return Files.writeString(directory.resolve("site_1.0_all.changes"), """
                Format: 1.8
                Date: Mon, 23 Nov 2026 00:00:00 +0000
                Source: site
                Binary: site
                Architecture: all
                Version: 1.0
                Distribution: %1$s
                Urgency: medium
                Maintainer: A Packager <packager@example.org>
                Changed-By: A Packager <packager@example.org>
                Description:
                 site - images of a site
                Changes:
                 site (1.0) %1$s; urgency=medium
                 .
                   * Built.
                Checksums-Sha1:
                 %2$s %3$d %4$s
                Checksums-Sha256:
                 %5$s %3$d %4$s
                Files:
                 %6$s %3$d admin optional %4$s
                """.formatted(
                        suite, sum("sha1sum"), size, name, sum("sha256sum"), sum("md5sum")));
    }

    private String sum(String program) throws IOException {
        return Tools.run(directory, program, site.toString()).replaceFirst(" .*\\R?", "");
    }
}
