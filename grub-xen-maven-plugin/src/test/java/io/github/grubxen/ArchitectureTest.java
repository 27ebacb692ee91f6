// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The floors of the house: a room knows only rooms below its own. No class is larger than CONTRIBUTING.md permits. */
@AnalyzeClasses(packages = "io.github.grubxen", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The rooms of each floor, the lowest first. */
    static final List<List<String>> FLOORS = List.of(
            List.of("io"),
            List.of("elf", "archive", "gzip", "xz", "report", "lab.disk", "domain", "makefile"),
            List.of("platform", "kernel"),
            List.of("module", "script"),
            List.of("source", "format", "config", "dryrun"),
            List.of("plan", "inspect", "build", "lab.machine", "diskimage"),
            List.of("deb", "lint", "imports", "difference", "cache"),
            List.of("verify", "upload", "lab", "lock", "guest", "start", "page"),
            List.of("maven"));

    /** Largest number of lines of a class, and of a goal without its parameters. */
    private static final int MOST_LINES = 300;

    private static final int MOST_LINES_OF_A_GOAL = 120;

    /** A parameter of a goal, from its Javadoc to its field. */
    private static final Pattern PARAMETER = Pattern.compile("(?m)(?:^ {4}/\\*\\*.*\n(?:^ {5}\\*.*\n)*)?"
            + "^ {4}@Parameter\\b[\\s\\S]*?^ {4}(?:private|protected) [^;]*;\n");

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

    @ArchTest
    static void noClassIsTooLarge(JavaClasses any) throws IOException {
        assertThat(sizes("src", ".java", text -> text))
                .hasSizeGreaterThan(500)
                .filteredOn(size -> size.lines() > MOST_LINES)
                .isEmpty();
    }

    @ArchTest
    static void noGoalIsTooLarge(JavaClasses any) throws IOException {
        assertThat(sizes(
                        "src/main/java",
                        "Mojo.java",
                        text -> PARAMETER.matcher(text).replaceAll("")))
                .hasSizeGreaterThan(15)
                .filteredOn(size -> size.lines() > MOST_LINES_OF_A_GOAL)
                .isEmpty();
    }

    /** The number of lines of a source. */
    private record Size(Path file, long lines) {}

    private static List<Size> sizes(String directory, String suffix, UnaryOperator<String> counted) throws IOException {
        List<Size> sizes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(suffix)).toList()) {
                sizes.add(new Size(
                        file, counted.apply(Files.readString(file)).lines().count()));
            }
        }
        return sizes;
    }
}
