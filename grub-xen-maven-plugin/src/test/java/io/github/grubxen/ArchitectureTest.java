package io.github.grubxen;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The floors of the house: a room knows only rooms below its own. */
@AnalyzeClasses(packages = "io.github.grubxen", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ROOMS_KNOW_ONLY_ROOMS_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("maven")
            .definedBy("..grubxen.maven..")
            .layer("upload")
            .definedBy("..grubxen.upload..")
            .layer("deb")
            .definedBy("..grubxen.deb..")
            .layer("inspect")
            .definedBy("..grubxen.inspect..")
            .layer("image")
            .definedBy("..grubxen.image..")
            .layer("source")
            .definedBy("..grubxen.source..")
            .layer("module")
            .definedBy("..grubxen.module..")
            .layer("platform")
            .definedBy("..grubxen.platform..")
            .layer("archive")
            .definedBy("..grubxen.archive..")
            .layer("elf")
            .definedBy("..grubxen.elf..")
            .layer("io")
            .definedBy("..grubxen.io..")
            .whereLayer("maven")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("upload")
            .mayOnlyBeAccessedByLayers("maven")
            .whereLayer("deb")
            .mayOnlyBeAccessedByLayers("maven", "upload")
            .whereLayer("inspect")
            .mayOnlyBeAccessedByLayers("maven", "upload")
            .whereLayer("image")
            .mayOnlyBeAccessedByLayers("maven", "upload", "deb", "inspect")
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("maven", "upload", "deb")
            .whereLayer("module")
            .mayOnlyBeAccessedByLayers("maven", "upload", "deb", "inspect", "image", "source")
            .whereLayer("platform")
            .mayOnlyBeAccessedByLayers("maven", "upload", "deb", "inspect", "image", "source", "module")
            .whereLayer("archive")
            .mayOnlyBeAccessedByLayers("maven", "upload", "deb", "image", "source")
            .whereLayer("elf")
            .mayOnlyBeAccessedByLayers("inspect", "image", "module", "platform");

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
