// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;

/** The floors of the house: a room knows only rooms below its own. */
@AnalyzeClasses(packages = "io.github.grubxen", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The rooms of each floor, the lowest first. */
    static final List<List<String>> FLOORS = List.of(
            List.of("io"),
            List.of("elf", "archive", "gzip", "xz", "report", "lab.disk"),
            List.of("platform", "kernel"),
            List.of("module", "script"),
            List.of("source", "format", "config"),
            List.of("plan", "inspect", "build", "lab.machine"),
            List.of("deb", "lint"),
            List.of("verify", "upload", "lab", "lock", "guest"),
            List.of("maven"));

    @ArchTest
    static final ArchRule ROOMS_KNOW_ONLY_ROOMS_BELOW = rooms();

    private static ArchRule rooms() {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (List<String> floor : FLOORS) {
            for (String room : floor) {
                house = house.layer(room).definedBy("io.github.grubxen." + room);
            }
        }
        List<String> above = new ArrayList<>();
        for (int i = FLOORS.size() - 1; i >= 0; i--) {
            for (String room : FLOORS.get(i)) {
                house = above.isEmpty()
                        ? house.whereLayer(room).mayNotBeAccessedByAnyLayer()
                        : house.whereLayer(room).mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
            }
            above.addAll(FLOORS.get(i));
        }
        return house;
    }

    @ArchTest
    static final ArchRule ONLY_THE_MAVEN_ROOM_KNOWS_MAVEN = ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackages("..grubxen.maven..", "..grubxen.help..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..");

    @ArchTest
    static final ArchRule ONLY_THE_ADAPTER_KNOWS_JDEB = ArchRuleDefinition.noClasses()
            .that()
            .haveNameNotMatching(".*\\.JdebAssembler(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.vafer..");
}
