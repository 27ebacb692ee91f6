// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another Java with the classes of this one, in surroundings that a test cannot give its own Java: modes of files that bind root too, and
 * file systems that are full or read-only. They are mounted in a namespace of that Java, and are gone with it.
 */
public final class OtherJava {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    /** The class path may be relative to it. */
    private static final Path HERE = Path.of("").toAbsolutePath();

    private final List<String> before;
    private final Duration limit;

    private OtherJava(List<String> before) {
        this(before, TIME_LIMIT);
    }

    private OtherJava(List<String> before, Duration limit) {
        this.before = before;
        this.limit = limit;
    }

    /** The same one, which may take longer. */
    public OtherJava within(Duration longer) {
        return new OtherJava(before, longer);
    }

    /** One in the same surroundings. */
    public static OtherJava plain() {
        return new OtherJava(List.of());
    }

    /** One for which the modes of files count, whoever runs it. */
    public static OtherJava boundByModes() {
        if (!isRoot()) {
            return new OtherJava(List.of());
        }
        Tools.require("setpriv");
        return new OtherJava(List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
    }

    /** One that sees an empty file system of a size, as mount(8) writes it, in place of a directory. */
    public static OtherJava withSmallDisk(Path place, String size) throws IOException {
        return mounting("mount -t tmpfs -o size=" + size + " tmpfs \"$1\"", place);
    }

    /** One that sees a directory as a file system that is mounted read-only. */
    public static OtherJava withReadOnly(Path place) throws IOException {
        return mounting("mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\"", place);
    }

    /** One that sees a file system without room that is mounted read-only in place of a directory. */
    public static OtherJava withFullReadOnly(Path place) throws IOException {
        return mounting(
                "mount -t tmpfs -o size=4k tmpfs \"$1\" && echo > \"$1/file\" && mount -o remount,ro \"$1\"", place);
    }

    /** One that has no network interface that is up, not even its own machine's. */
    public static OtherJava withoutNetwork() throws IOException {
        Tools.require("unshare");
        List<String> namespace = new ArrayList<>(List.of("unshare", "--net"));
        if (!isRoot()) {
            namespace.addAll(List.of("--user", "--map-root-user"));
        }
        List<String> trial = new ArrayList<>(namespace);
        trial.add("true");
        boolean allowed = ExternalProgram.run(trial, Map.of(), HERE, TIME_LIMIT).exit() == 0;
        Tools.needEvenInCi(allowed, "the right to make a network namespace");
        return new OtherJava(namespace);
    }

    /** One whose apt has the configuration of a directory in place of the machine's /etc/apt, and no other. */
    public static OtherJava withApt(Path configuration) throws IOException {
        return mounting("unset APT_CONFIG; mount --bind \"$2\" \"$1\"", Path.of("/etc/apt"), configuration.toString());
    }

    /** One that is another user than root, by number, and may nonetheless do to files what root may. */
    public static OtherJava ofAnotherUser() throws IOException {
        Tools.require("unshare");
        Tools.need(isRoot(), "root, to be another user");
        List<String> namespace = List.of("unshare", "--user", "--map-user=1000", "--map-group=1000");
        List<String> trial = new ArrayList<>(namespace);
        trial.addAll(List.of("unshare", "--user", "--map-root-user", "--mount", "true"));
        boolean allowed = ExternalProgram.run(trial, Map.of(), HERE, TIME_LIMIT).exit() == 0;
        Tools.needEvenInCi(allowed, "the right to make user namespaces");
        return new OtherJava(namespace);
    }

    private static OtherJava mounting(String mount, Path place, String... further) throws IOException {
        Tools.require("unshare", "mount");
        List<String> namespace = new ArrayList<>(List.of("unshare", "--mount"));
        if (!isRoot()) {
            namespace.addAll(List.of("--user", "--map-root-user"));
        }
        List<String> trial = new ArrayList<>(namespace);
        trial.addAll(
                List.of("sh", "-c", mount, "sh", Files.createDirectories(place).toString()));
        trial.addAll(List.of(further));
        boolean allowed = ExternalProgram.run(trial, Map.of(), HERE, TIME_LIMIT).exit() == 0;
        Tools.needEvenInCi(allowed, "the right to mount in a namespace");
        int mounted = 1 + further.length;
        namespace.addAll(
                List.of("sh", "-c", mount + " && shift " + mounted + " && exec \"$@\"", "sh", place.toString()));
        namespace.addAll(List.of(further));
        return new OtherJava(namespace);
    }

    /** What it prints when its main method ends well. */
    public String run(Class<?> main, String... arguments) throws IOException {
        return run(List.of(), main, arguments);
    }

    /** As {@link #run(Class, String...)}, with options of Java itself. */
    public String run(List<String> options, Class<?> main, String... arguments) throws IOException {
        return ExternalProgram.run(command(options, main, arguments), Map.of(), HERE, limit)
                .outputOrThrow(main.getSimpleName() + " in another Java", "See above.");
    }

    /** The command that starts it. */
    public List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:-UsePerfData"); // which would write to /tmp
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // it runs for seconds only
        command.addAll(options);
        String cache = System.getProperty("grub-xen.cache");
        command.addAll(cache == null ? List.of() : List.of("-Dgrub-xen.cache=" + cache));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
