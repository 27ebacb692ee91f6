// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.Fuzzing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Modules, moddep.lst and modinfo.sh of any bytes. */
class ModuleFuzzTest {
    private static final Bytes NOTHING = Bytes.of("nothing", new byte[0]);
    private static final ModInfo INFO = new ModInfo("x86_64", "xen", "2.12", "2.12");

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void modules(byte[] input) throws IOException {
        for (Platform platform : Platform.values()) {
            Fuzzing.readOrRefuse(input, file -> {
                ModuleFile module = ModuleFile.embedded(platform, file);
                assertThat(ModuleFile.read(platform, module.name(), module.content()))
                        .isEqualTo(module);
            });
        }
    }

    /** Each module that is resolved comes once, and behind all that its line names. */
    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void dependencies(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> {
            Map<String, List<String>> dependencies = ModuleDependencies.read(file);
            SortedMap<String, ModuleFile> modules = new TreeMap<>();
            dependencies.forEach((name, needed) -> modules.put(name, new ModuleFile(name, NOTHING, needed, List.of())));
            ModuleTree tree = new ModuleTree(
                    Platform.X86_64_XEN, Fuzzing.NAME, INFO, NOTHING, modules, new TreeMap<>(), dependencies);
            List<String> order = new ArrayList<>();
            for (ModuleFile module : tree.resolve(List.copyOf(modules.keySet()))) {
                assertThat(order).containsAll(module.dependencies()).doesNotContain(module.name());
                order.add(module.name());
            }
        });
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void lists(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> {
            SortedMap<String, Bytes> files = new TreeMap<>();
            for (String name : List.of("command.lst", "terminal.lst", "fs.lst", "partmap.lst")) {
                files.put(name, file);
            }
            ModuleLists lists = ModuleLists.read(files);
            assertThat(lists.fileSystems()).isEqualTo(lists.partitionMaps()).doesNotContain("");
            for (String line : lists.fileSystems()) {
                lists.command(line.split(":", 2)[0])
                        .ifPresent(module -> assertThat(line).doesNotEndWith("\n"));
            }
        });
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void modinfos(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> ModInfo.read(file).isFor(Platform.I386_XEN));
    }
}
