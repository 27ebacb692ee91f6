// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.Place;
import io.github.grubxen.io.SideBySide;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.GrubCompilation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** Number of lines that the message shows of a failed step's log. */
    private static final int LAST_LINES = 25;

    /** Debian's extra modules, in the order of Debian's packages. */
    private static final List<String> EXTRAS = List.of("915resolution", "ntldr-img");

    private static final String EXTRAS_DIRECTORY = "debian/grub-extras";
    private static final String ENABLED_EXTRAS = "debian/grub-extras-enabled";

    /** Memory that the compiler needs for GRUB's largest files, in bytes, with a margin. */
    private static final long MEMORY_OF_A_COMPILER = 256 << 20;

    private static final Pattern MEM_AVAILABLE = Pattern.compile("(?m)^MemAvailable: +([0-9]{1,15}) kB$");

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
            log.info("Building GRUB from " + recipe.source().description() + " with the programs of "
                    + environment.description());
            List<Patch> patches = new ArrayList<>(recipe.source().unpack(work.source()));
            patches.addAll(recipe.patches());
            List<String> names = putPatches(patches, work);
            putExtras(work.source());
            work.giveAway();
            BuildTool.check(environment, work, recipe.compiler(), recipe.needsGawk());
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
        return new GrubCompilation(compiler, environment.description(), files, patches);
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
            step("patches", "source", Map.of(), command, work);
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
            step(
                    "minilzo",
                    "source",
                    Map.of(),
                    List.of("sh", "-c", "cp /usr/share/lzo/minilzo/*.[ch] grub-core/lib/minilzo/"),
                    work);
        }
        if (changed || !isRelease) {
            log.info("Generating configure and the Makefiles");
            Map<String, String> variables = new LinkedHashMap<>(recipe.environment());
            variables.put("PYTHON", "python3");
            if (Files.isDirectory(source.resolve(ENABLED_EXTRAS))) {
                variables.put("GRUB_CONTRIB", "../source/" + ENABLED_EXTRAS);
            }
            step("autogen", "source", variables, List.of("bash", "./autogen.sh"), work);
        }
    }

    @SuppressWarnings("try") // the progress is there to be closed
    private Path build(Platform platform, WorkDirectory work, Path target, int jobs) throws IOException {
        String objects = "source/obj/" + platform;
        step("mkdir-" + platform, "source", Map.of(), List.of("mkdir", "-p", "obj/" + platform), work);
        log.info(platform + ": configuring");
        List<String> configure = new ArrayList<>(List.of("../../configure"));
        recipe.source().version().ifPresent(version -> {
            configure.add("PACKAGE_VERSION=" + version);
            configure.add("PACKAGE_STRING=GRUB " + version);
        });
        configure.add("CC=" + recipe.compiler());
        configure.add("TARGET_CC=" + recipe.compiler());
        configure.add("--with-platform=" + platform.firmware());
        configure.add("--target=" + (platform.cpu().equals("x86_64") ? "amd64" : platform.cpu()));
        configure.add("--program-prefix=");
        configure.addAll(recipe.options());
        step("configure-" + platform, objects, recipe.variables(), configure, work);
        log.info(platform + ": compiling");
        step("make-tools-" + platform, objects, recipe.variables(), List.of("make", "ascii.h", "widthspec.h"), work);
        try (BuildProgress progress = new BuildProgress(platform, work.path().resolve(objects + "/grub-core"), log)) {
            step(
                    "make-" + platform,
                    objects,
                    recipe.variables(),
                    List.of("make", "-j" + jobs, "-C", "grub-core"),
                    work);
        }
        Path tree = copyTree(work.path().resolve(objects), Files.createDirectories(target.resolve(platform.id())));
        Path copyright = work.source().resolve("debian/copyright");
        if (Files.isRegularFile(copyright, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(copyright, tree.resolve(BuiltTrees.COPYRIGHT));
        }
        return tree;
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

    /** Runs a step. Its output goes to a file in the working directory. */
    private void step(
            String name, String directory, Map<String, String> variables, List<String> command, WorkDirectory work)
            throws IOException {
        String up = "../".repeat(directory.split("/").length);
        List<String> logged =
                new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >\"$0\" 2>&1", up + "tmp/" + name + ".log"));
        logged.addAll(command);
        ExternalProgram ended = environment.run(work, directory, variables, logged);
        if (ended.exit() != 0) {
            Path output = work.path().resolve("tmp").resolve(name + ".log");
            List<String> lines = new ArrayList<>(ended.errors().lines().toList());
            String where = "";
            if (Files.isRegularFile(output)) {
                new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(lines::add);
                Path kept = Files.createDirectories(logs).resolve(name + ".log");
                Files.copy(output, kept, StandardCopyOption.REPLACE_EXISTING);
                where = " The complete log is " + kept + ".";
            }
            throw BadInput.quoting(
                    new Place.Named(recipe.source().description()),
                    "the step " + name + " of GRUB's build failed with status " + ended.exit(),
                    lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()),
                    "See the last lines of its log." + where);
        }
    }
}
