// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.deb.SharedPaths;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs all checks on finished packages.
 *
 * @param newest the latest permitted timestamp in the packages, in seconds since the epoch
 * @param secondBuild the second build of images and trees; empty for packages of another origin
 * @param secondPackages the second build of the packages
 */
public record Verification(long newest, Optional<SecondBuild> secondBuild, Optional<SecondPackages> secondPackages) {

    /** A verification without a second build of the packages themselves. */
    public Verification(long newest, Optional<SecondBuild> secondBuild) {
        this(newest, secondBuild, Optional.empty());
    }

    /** As {@link #of(List, Consumer)}, without progress. */
    public List<Diagnostic> of(List<Path> debs) throws IOException {
        return of(debs, step -> {});
    }

    /**
     * Checks packages that belong together.
     *
     * @param progress takes the number and the name of each package before it is checked
     * @return the findings for each package; empty if there are none
     */
    public List<Diagnostic> of(List<Path> debs, Consumer<String> progress) throws IOException {
        Map<OpenedPackage, Findings> opened = new LinkedHashMap<>();
        Map<String, OpenedPackage> byName = new LinkedHashMap<>();
        for (Path deb : debs) {
            progress.accept(opened.size() + 1 + " of " + debs.size() + ", " + deb.getFileName());
            Findings findings = new Findings(String.valueOf(deb.getFileName()));
            OpenedPackage one = open(deb, findings);
            opened.put(one, findings);
            if (secondPackages.isPresent() && one.whole && one.wholeControl) {
                secondPackages.get().compare(deb, one, findings);
            }
            if (one.fields != null) {
                one.fields.get("Package").ifPresent(name -> byName.put(name, one));
            }
        }
        checkTogether(opened);
        List<Diagnostic> all = new ArrayList<>();
        opened.forEach((one, findings) -> {
            new LinkCheck(one, findings, byName).run();
            all.addAll(findings.all());
        });
        return all;
    }

    private static void checkTogether(Map<OpenedPackage, Findings> opened) {
        Map<String, Findings> byName = new HashMap<>();
        List<SharedPaths.Installed> installed = new ArrayList<>();
        opened.forEach((one, findings) -> {
            if (one.fields != null) {
                installed.add(new SharedPaths.Installed(one.fields, one.files()));
                byName.put(one.fields.get("Package").orElse(""), findings);
            }
        });
        for (SharedPaths.Shared shared : SharedPaths.of(installed)) {
            Objects.requireNonNull(byName.get(shared.other()))
                    .add(
                            Check.TAR_PATHS,
                            "/" + shared.path(),
                            "is in " + shared.one() + " too, so dpkg refuses the second one",
                            "Give it to one package, or a Conflicts or Replaces with the other's name.");
        }
    }

    private OpenedPackage open(Path deb, Findings findings) throws IOException {
        TreeCheck trees = new TreeCheck();
        List<FileCheck> checks = new ArrayList<>(List.of(new ImageCheck(), trees));
        secondBuild.ifPresent(checks::add);
        OpenedPackage opened = new PackageReader(deb, findings, newest, checks).read();
        if (opened.wholeControl) {
            new ControlCheck(opened, findings).run();
        }
        if (opened.whole && opened.wholeControl) {
            new SumsCheck(opened, findings).run();
        }
        if (opened.whole) {
            Map<Platform, ModuleTree> read = trees.run(findings);
            secondBuild.ifPresent(build -> build.compare(read, findings));
        }
        return opened;
    }
}
