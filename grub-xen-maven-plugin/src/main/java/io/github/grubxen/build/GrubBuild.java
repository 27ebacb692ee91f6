// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.Progress;
import io.github.grubxen.io.SideBySide;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.GrubCompilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One build of GRUB, from the unpacked source to module trees. The steps and options are the ones that determine the bytes of
 * Debian's packages. GRUB's programs for the host are not built.
 *
 * <p>Source: "A GRUB of your own" in the project's documentation, section "The steps".
 *
 * @param recipe the source and the choices of the user
 * @param environment the programs
 * @param logs directory for the log of a failed step
 * @param log logs each step
 */
record GrubBuild(BuildRecipe recipe, BuildEnvironment environment, Path logs, BuildLog log) {
    /** Debian's extra modules, in the order of Debian's packages. */
    private static final List<String> EXTRAS = List.of("915resolution", "ntldr-img");

    private static final String EXTRAS_DIRECTORY = "debian/grub-extras";
    private static final String ENABLED_EXTRAS = "debian/grub-extras-enabled";

    /** Memory that the compiler needs for GRUB's largest files, in bytes, with a margin. */
    private static final long MEMORY_OF_A_COMPILER = 256 << 20;

    private static final Pattern MEM_AVAILABLE = Pattern.compile("(?m)^MemAvailable: +([0-9]{1,15}) kB$");

    private static final Pattern OWN_VERSION =
            Pattern.compile("(?m)^PACKAGE_VERSION='(?<version>[0-9][A-Za-z0-9.+~-]*)'$");

    /** Maximum size of configure, in bytes. GRUB's has 1 MB. */
    private static final long MAX_CONFIGURE_BYTES = 16 << 20;

    /** Lists that only the build itself needs. */
    private static final Set<String> OWN_LISTS = Set.of("kernel_syms.lst", "syminfo.lst");

    /** Applies each patch in turn, without fuzz, as dpkg-source does, and without backup files. */
    private static final String APPLY = """
            for patch; do
              strip=${patch%%:*} file=${patch#*:}
              patch "-p$strip" -F0 -N -t -s -E --no-backup-if-mismatch -i "$file" </dev/null || {
                echo "does not apply: ${file##*/}"
                exit 1
              }
            done
            """;

    /**
     * Builds the trees of some platforms.
     *
     * @param target an existing directory, in which a directory for each platform is made
     * @throws BadInput if a program is missing, a patch does not apply or a step fails
     */
    void run(Set<Platform> platforms, Path target) throws IOException {
        try (WorkDirectory work = WorkDirectory.create()) {
            try {
                run(platforms, target, work);
            } catch (IOException e) { // before the files that fill the disk are deleted
                throw work.explained(e);
            }
        }
    }

    private void run(Set<Platform> platforms, Path target, WorkDirectory work) throws IOException {
        log.info("Building GRUB from " + recipe.source().description() + " with the programs of "
                + environment.description());
        work.giveAway();
        BuildTool.check(environment, work, recipe);
        List<Patch> patches = new ArrayList<>();
        List<String> names;
        try {
            patches.addAll(Progress.during(
                    log, "Unpacking the source", step -> recipe.source().unpack(work.source())));
            patches.addAll(recipe.patches());
            names = putPatches(patches, work);
            putExtras(work.source());
        } catch (BadInput e) {
            throw e;
        } catch (IOException refused) {
            throw BadInput.of(work.path(), "the source cannot be unpacked into it", refused, "Build again.");
        }
        work.giveAway();
        apply(names, work);
        generate(work, !patches.isEmpty());
        List<Platform> order = List.copyOf(platforms);
        String compilation = compilation(work).toText();
        int jobs = jobs(order.size());
        SideBySide.run(order.stream()
                .map(platform -> (Callable<Path>) () -> build(platform, work, target, jobs))
                .toList());
        for (Platform platform : order) {
            Files.writeString(target.resolve(platform.id()).resolve(BuiltTrees.COMPILATION), compilation);
        }
    }

    private GrubCompilation compilation(WorkDirectory work) throws IOException {
        String compiler = environment
                .run(work, "", Map.of(), List.of(recipe.compiler(), "--version"))
                .outputOrThrow(recipe.compiler(), "Read its output.")
                .lines()
                .findFirst()
                .orElse(recipe.compiler());
        List<GrubCompilation.Input> files = new ArrayList<>();
        for (Path file : recipe.source().files()) {
            files.add(GrubCompilation.Input.of(file));
        }
        List<GrubCompilation.Input> patches = new ArrayList<>();
        for (Patch patch : recipe.patches()) {
            patches.add(GrubCompilation.Input.of(patch.file()));
        }
        return new GrubCompilation(compiler, environment.description(), files, patches, recipe.versionSuffix());
    }

    /** Number of compilers for each platform: enough to use all processors, if there is enough memory. */
    private static int jobs(int platforms) throws IOException {
        int atOnce = Math.max(1, Math.min(platforms, SideBySide.THREADS));
        long fitting = freeMemory() / MEMORY_OF_A_COMPILER;
        return (int) Math.max(1, Math.min(SideBySide.THREADS, fitting) / atOnce);
    }

    /** Memory that is available to programs, in bytes, from proc(5). */
    private static long freeMemory() throws IOException {
        Matcher available = MEM_AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
        return available.find() ? Long.parseLong(available.group(1)) << 10 : Long.MAX_VALUE;
    }

    private List<String> putPatches(List<Patch> patches, WorkDirectory work) throws IOException {
        List<String> names = new ArrayList<>();
        for (Patch patch : patches) {
            patch.check(work.source());
            String name =
                    String.format("%04d-%s", names.size() + 1, patch.file().getFileName());
            Files.copy(patch.file(), work.path().resolve("patches").resolve(name));
            names.add(patch.strip() + ":../patches/" + name);
        }
        return names;
    }

    private static void putExtras(Path source) throws IOException {
        for (String extra : EXTRAS) {
            Path from = source.resolve(EXTRAS_DIRECTORY).resolve(extra);
            if (Files.isDirectory(from)) {
                Files.createDirectories(source.resolve(ENABLED_EXTRAS));
                Files.move(from, source.resolve(ENABLED_EXTRAS).resolve(extra), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private void apply(List<String> patches, WorkDirectory work) throws IOException {
        if (!patches.isEmpty()) {
            log.info("Applying " + (patches.size() == 1 ? "1 patch" : patches.size() + " patches"));
            List<String> command = new ArrayList<>(List.of("sh", "-c", APPLY, "sh"));
            command.addAll(patches);
            steps(work).run("patches", "source", Map.of(), command);
        }
    }

    /** Generates configure if the source was changed or comes from Debian, because Debian's patches change its inputs. */
    private void generate(WorkDirectory work, boolean changed) throws IOException {
        Path source = work.source();
        boolean isRelease = Files.exists(source.resolve("configure"));
        if (!Files.exists(source.resolve("grub-core/lib/gnulib/stdlib.in.h"))) {
            throw new BadInput(
                    recipe.source().description(),
                    "Gnulib is missing, as in a new checkout of git",
                    "Run ./bootstrap in the checkout, which fetches Gnulib, or use a release tarball.");
        }
        if (!Files.exists(source.resolve("grub-core/lib/minilzo/minilzo.c"))) {
            steps(work)
                    .run(
                            "minilzo",
                            "source",
                            Map.of(),
                            List.of("sh", "-c", "cp /usr/share/lzo/minilzo/*.[ch] grub-core/lib/minilzo/"));
        }
        if (changed || !isRelease) {
            log.info("Generating configure and the Makefiles");
            Map<String, String> variables = new LinkedHashMap<>(recipe.environment());
            variables.put("PYTHON", "python3");
            if (Files.isDirectory(source.resolve(ENABLED_EXTRAS))) {
                variables.put("GRUB_CONTRIB", "../source/" + ENABLED_EXTRAS);
            }
            steps(work).run("autogen", "source", variables, List.of("bash", "./autogen.sh"));
        }
    }

    private Path build(Platform platform, WorkDirectory work, Path target, int jobs) throws IOException {
        String objects = "source/obj/" + platform;
        steps(work).run("mkdir-" + platform, "source", Map.of(), List.of("mkdir", "-p", "obj/" + platform));
        log.info(platform + ": configuring");
        List<String> configure = new ArrayList<>(List.of("../../configure"));
        Optional<String> version = recipe.source().version();
        if (version.isEmpty() && !recipe.versionSuffix().isEmpty()) {
            version = Optional.of(ownVersion(work.source().resolve("configure")));
        }
        version.map(own -> own + recipe.versionSuffix()).ifPresent(modules -> {
            configure.add("PACKAGE_VERSION=" + modules);
            configure.add("PACKAGE_STRING=GRUB " + modules);
        });
        configure.add("CC=" + recipe.compiler());
        configure.add("TARGET_CC=" + recipe.compiler());
        configure.add("--with-platform=" + platform.firmware());
        configure.add("--target=" + (platform.cpu().equals("x86_64") ? "amd64" : platform.cpu()));
        configure.add("--program-prefix=");
        configure.addAll(recipe.options());
        steps(work).run("configure-" + platform, objects, recipe.variables(), configure);
        log.info(platform + ": compiling");
        steps(work)
                .run("make-tools-" + platform, objects, recipe.variables(), List.of("make", "ascii.h", "widthspec.h"));
        String names = environment
                .run(work, objects, recipe.variables(), List.of("sh", "-c", BuildProgress.NAMES))
                .output();
        BuildProgress progress =
                new BuildProgress(work.path().resolve(objects + "/grub-core"), BuildProgress.Counts.of(names));
        steps(work)
                .run(
                        "make-" + platform,
                        objects,
                        recipe.variables(),
                        List.of("make", "-j" + jobs, "-C", "grub-core"),
                        progress::line);
        Path tree = copyTree(work.path().resolve(objects), Files.createDirectories(target.resolve(platform.id())));
        Path copyright = work.source().resolve("debian/copyright");
        if (Files.isRegularFile(copyright, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(copyright, tree.resolve(BuiltTrees.COPYRIGHT));
        }
        return tree;
    }

    /** GRUB's own version, which Autoconf writes into configure. */
    private static String ownVersion(Path configure) throws IOException {
        Matcher version =
                OWN_VERSION.matcher(Bytes.read(configure, MAX_CONFIGURE_BYTES).latin1());
        if (!version.find()) {
            throw new BadInput(configure, "does not set PACKAGE_VERSION", "Leave the suffix of the version out.");
        }
        return version.group("version");
    }

    /** Copies the files of a tree that GRUB's make install installs. */
    private static Path copyTree(Path objects, Path target) throws IOException {
        for (Path from : List.of(objects, objects.resolve("grub-core"))) {
            for (Path file : Directories.list(from)) {
                String name = String.valueOf(file.getFileName());
                boolean wanted = from.equals(objects)
                        ? name.equals("config.h")
                        : FetchedSource.TREE_FILE.test(name) && !OWN_LISTS.contains(name);
                if (wanted && Files.isRegularFile(file)) {
                    Files.copy(file, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return target;
    }

    private BuildSteps steps(WorkDirectory work) {
        return new BuildSteps(environment, work, recipe.source().description(), logs, log);
    }
}
