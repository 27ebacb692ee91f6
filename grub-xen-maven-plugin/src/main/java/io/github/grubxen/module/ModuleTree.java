// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputDirectory;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The modules of one GRUB release for one platform, from a directory such as {@code /usr/lib/grub/i386-xen}. Reading a
 * tree checks it: all modules are for its platform, and all their dependencies exist. moddep.lst may have lines for
 * modules that do not exist: the one of GRUB 2.12 names a module of other platforms.
 *
 * @param platform the platform
 * @param name its origin, for messages
 * @param info the values in modinfo.sh
 * @param kernel kernel.img, not parsed yet
 * @param modules all modules by name
 * @param lists modinfo.sh and the .lst files by name
 * @param parsedLists the contents of the lists
 * @param dependencies the modules that each module needs, in the order of the words in moddep.lst
 */
public record ModuleTree(
        Platform platform,
        String name,
        ModInfo info,
        Bytes kernel,
        SortedMap<String, ModuleFile> modules,
        SortedMap<String, Bytes> lists,
        ModuleLists parsedLists,
        Map<String, List<String>> dependencies) {

    /**
     * Paths in packages of directories that contain a module tree for each platform, each with a slash at its end: GRUB's own,
     * and that of the packages of a patched GRUB, which are installed beside GRUB's.
     */
    public static final List<String> PACKAGE_DIRECTORIES = List.of("usr/lib/grub/", "usr/lib/grub-xen-all/");

    /** Largest file of a tree that is read, in bytes. Every kernel.img and module of GRUB is smaller. */
    public static final long FILE_LIMIT = 64L << 20;

    private static final String MODINFO = "modinfo.sh";
    private static final String SUFFIX = ".mod";

    /** The files of a directory that belong to the tree. Other files are ignored. */
    private static final Predicate<String> IN_A_TREE =
            Pattern.compile(".*\\.(mod|lst)|modinfo\\.sh|kernel\\.img").asMatchPredicate();

    /** A tree whose lists are not parsed yet. Parses them. */
    public ModuleTree(
            Platform platform,
            String name,
            ModInfo info,
            Bytes kernel,
            SortedMap<String, ModuleFile> modules,
            SortedMap<String, Bytes> lists,
            Map<String, List<String>> dependencies) {
        this(platform, name, info, kernel, modules, lists, ModuleLists.read(lists), dependencies);
    }

    /**
     * Reads a tree.
     *
     * @param directory the directory of this platform
     * @param name the directory's name in messages
     * @throws BadInput if anything in it is missing, superfluous, for another platform or damaged
     */
    public static ModuleTree read(Platform platform, Path directory, String name) throws IOException {
        if (!InputDirectory.isThere(directory)) {
            throw new BadInput(
                    name,
                    "no such directory, so there are no modules for " + platform,
                    "Give a directory that holds " + platform + "/, or leave the platform out.");
        }
        SortedMap<String, Bytes> files = new TreeMap<>();
        for (Path entry : Directories.list(directory)) {
            String fileName = String.valueOf(entry.getFileName());
            if (IN_A_TREE.test(fileName)) {
                files.put(fileName, Bytes.read(entry, name + "/" + fileName, FILE_LIMIT));
            }
        }
        return of(platform, files, name);
    }

    /**
     * The tree of files that are already read, by their names.
     *
     * @throws BadInput in the same cases as {@link #read}
     */
    public static ModuleTree of(Platform platform, SortedMap<String, Bytes> files, String name) throws BadInput {
        Bytes modinfo = file(files, name, MODINFO);
        ModInfo info = ModInfo.read(modinfo);
        if (!info.isFor(platform)) {
            throw new BadInput(
                    name + "/" + MODINFO,
                    "the modules are for " + info.cpu() + "-" + info.firmware() + ", not for " + platform,
                    "Give the directory of the right platform.");
        }
        Bytes list = file(files, name, "moddep.lst");
        Map<String, List<String>> dependencies = ModuleDependencies.read(list);
        SortedMap<String, ModuleFile> modules = new TreeMap<>();
        SortedMap<String, Bytes> lists = new TreeMap<>(Map.of(MODINFO, modinfo));
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            String fileName = file.getKey();
            if (fileName.endsWith(SUFFIX)) {
                String module = fileName.substring(0, fileName.length() - SUFFIX.length());
                modules.put(module, ModuleFile.read(platform, module, file.getValue()));
            } else if (fileName.endsWith(".lst")) {
                lists.put(fileName, file.getValue());
            }
        }
        checkAgainst(list, dependencies, modules);
        ModuleTree tree = new ModuleTree(
                platform, name, info, file(files, name, "kernel.img"), modules, lists, Map.copyOf(dependencies));
        tree.resolve(List.copyOf(modules.keySet()));
        return tree;
    }

    /**
     * The names of all modules, in byte order of their file names. Debian passes them to grub-mkimage in this order.
     */
    public List<String> allModules() {
        return modules.keySet().stream()
                .map(name -> name + SUFFIX)
                .sorted()
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    /**
     * The given modules and all dependencies in GRUB's order: each module after its dependencies.
     *
     * @throws BadInput if a module is not in the tree, or if modules need each other in a cycle
     */
    public List<ModuleFile> resolve(List<String> names) throws BadInput {
        return resolveRequests(names.stream().map(ModuleRequest::of).toList()).files();
    }

    /** Like {@link #resolve}, but some modules may be from elsewhere. */
    public ResolvedModules resolveRequests(List<ModuleRequest> requests) throws BadInput {
        return new ResolvedModules(requests, new ModuleResolution(this).add(requests));
    }

    private static void checkAgainst(
            Bytes list, Map<String, List<String>> dependencies, SortedMap<String, ModuleFile> modules) throws BadInput {
        List<String> wrong = new ArrayList<>();
        for (ModuleFile module : modules.values()) {
            List<String> line = dependencies.get(module.name());
            if (line == null) {
                wrong.add("no line for " + module.name() + ".mod");
            } else if (!new HashSet<>(line).equals(new HashSet<>(module.dependencies()))) {
                wrong.add("the line of " + module.name() + " names " + line + ", the module itself "
                        + module.dependencies());
            }
        }
        if (!wrong.isEmpty()) {
            throw new BadInput(
                    list.name(),
                    "the list and the modules beside it do not fit: " + String.join("; ", wrong),
                    "Give a complete and unchanged module tree of GRUB's build.");
        }
    }

    private static Bytes file(SortedMap<String, Bytes> files, String name, String file) throws BadInput {
        Bytes content = files.get(file);
        if (content == null) {
            throw new BadInput(name + "/" + file, "no such file", "Give an unchanged module tree of GRUB's build.");
        }
        return content;
    }
}
