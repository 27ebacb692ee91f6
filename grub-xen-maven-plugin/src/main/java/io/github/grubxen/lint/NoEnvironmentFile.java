// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** load_env and save_env on the memdisk, which GRUB cannot write, and where mostly no such file lies. */
final class NoEnvironmentFile {
    private NoEnvironmentFile() {}

    private static final Set<String> COMMANDS = Set.of("load_env", "save_env", "list_env");

    static List<Finding> check(Subject subject) {
        Set<String> asked = MemdiskFile.askedFor(subject);
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            if (!COMMANDS.contains(step.name()) || subject.run().mayBeFunction(step)) {
                continue;
            }
            file(step, subject)
                    .flatMap(name -> MemdiskFile.path(name, step.root().literal()))
                    .filter(path -> !asked.contains(path))
                    .filter(path ->
                            step.name().equals("save_env") || !subject.memdisk().contains(path))
                    .ifPresent(path -> findings.add(finding(step, path)));
        }
        return findings;
    }

    private static Finding finding(Step step, String path) {
        return new Finding(
                step.position(),
                step.name().equals("save_env")
                        ? "save_env cannot write /" + path + " in the image's own memdisk"
                        : step.name() + " looks for /" + path + " in the image's own memdisk, which has no such file",
                "Name a file of the guest's, as in '" + step.name()
                        + " --file=(xen/xvda)/boot/grub/grubenv', or set prefix" + " to a directory of the guest's.");
    }

    /** The file: that of the option, or grubenv in the directory that the variable prefix is. */
    private static Optional<String> file(Step step, Subject subject) {
        List<NamedFile> named = NamedFile.in(step, subject);
        if (!named.isEmpty()) {
            return named.get(0).isCertain() && named.get(0).certain().size() == 1
                    ? Optional.of(named.get(0).certain().get(0))
                    : Optional.empty();
        }
        boolean open = step.words().stream().anyMatch(Words::isOpen);
        return open ? Optional.empty() : step.prefix().literal().map(prefix -> prefix + "/grubenv");
    }
}
