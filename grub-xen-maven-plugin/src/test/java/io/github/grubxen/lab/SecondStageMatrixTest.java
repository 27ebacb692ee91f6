package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.image.BakedConfig;
import io.github.grubxen.image.Extras;
import io.github.grubxen.image.Image;
import io.github.grubxen.image.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A guest's own GRUB, started by that of its host: each release by each, on a real Xen. */
@Tag("lab")
class SecondStageMatrixTest {
    private static final GrubRelease OLD = GrubRelease.MACHINE;
    private static final GrubRelease NEW = GrubRelease.TRIXIE;
    private static final Platform PVH = Platform.I386_XEN_PVH;
    private static final Extras SECOND_STAGE = new Extras(List.of(), Optional.empty(), false, false, true);

    /** What a guest has in its grub.cfg on a host whose PVH image knows nothing of second stages: "Two stages". */
    private static final String TWO_LINES = """
            if [ "$grub_platform" = xen_pvh -a -z "$second_stage" ]; then
            set gfxpayload=text; multiboot /boot/xen/pvhboot-i386.elf; boot; fi
            """;

    /** Debian's own configs look for files without a device first, which older GRUBs do not find without a word. */
    private static final List<Pattern> TROUBLE = DefaultCases.TROUBLE;

    private static final Expectation ACPI = new Expectation(
            Pattern.compile("LAB-ACPI: RSDP 0x0*([1-9A-Fa-f][0-9A-Fa-f]*) .*Xen"), "ACPI tables at 0x@");

    /** Host memory that a guest of more than 4 GiB needs beside the machine it runs in, in KiB. */
    private static final long LARGE_HOST = 8L << 20;

    @TestFactory
    Stream<DynamicTest> startsTheGuestsOwnGrub() throws IOException {
        List<BootCase> cases = new ArrayList<>();
        for (Platform platform : Platform.values()) {
            for (GrubRelease second : GrubRelease.values()) {
                Guest guest = new Guest(platform, second);
                cases.add(guest.startedBy("debian", published(platform), TROUBLE));
                cases.add(guest.startedBy("old", LabCases.image(OLD, platform), LabCases.ERRORS));
                cases.add(guest.startedBy("new", LabCases.image(NEW, platform), LabCases.ERRORS));
            }
        }
        for (GrubRelease release : GrubRelease.values()) {
            cases.add(new Guest(PVH, release).directly());
        }
        cases.add(new Guest(PVH, NEW).onTheSecondDisk(LabCases.image(OLD, PVH)));
        cases.add(new Guest(PVH, NEW).withSeparateBoot(LabCases.image(OLD, PVH)));
        cases.add(new Guest(Platform.X86_64_XEN, OLD).withSeparateBoot(LabCases.image(NEW, Platform.X86_64_XEN)));
        cases.add(broken(LabCases.image(OLD, PVH)));
        return tests(LabCases.lab().run(cases, Path.of("target/lab/second-stage")));
    }

    @TestFactory
    Stream<DynamicTest> startsInAnyMemory() throws IOException {
        List<BootCase> cases = new ArrayList<>();
        for (int memory : new int[] {128, 2048}) {
            cases.add(new Guest(PVH, NEW).in(memory, published(PVH)));
        }
        return tests(LabCases.lab().run(cases, Path.of("target/lab/second-stage-memory")));
    }

    @Test
    void startsInMoreThanFourGib() throws IOException {
        Matcher available =
                Pattern.compile("MemAvailable: +(\\d+) kB").matcher(Files.readString(Path.of("/proc/meminfo")));
        Assumptions.assumeTrue(
                available.find() && Long.parseLong(available.group(1)) > LARGE_HOST,
                "needs 8 GiB of free memory for a guest of more than 4 GiB");
        BootCase large = new Guest(PVH, NEW).in(4608, published(PVH));
        assertThat(LabCases.lab().run(List.of(large), Path.of("target/lab/second-stage-large")))
                .allSatisfy(
                        result -> assertThat(result.passed()).as(result.line()).isTrue());
    }

    private static Stream<DynamicTest> tests(List<CaseResult> results) {
        return results.stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.bootCase().name(),
                        () -> assertThat(result.passed()).as(result.line()).isTrue()));
    }

    private static BootCase.Kernel published(Platform platform) throws IOException {
        return new BootCase.Kernel("debian-" + platform, platform, OLD.publishedImage(platform));
    }

    /** A second stage that is none: the first one says so and reads the guest's grub.cfg. */
    private static BootCase broken(BootCase.Kernel image) {
        Map<String, Bytes> files = new TreeMap<>(GuestMenu.plain().files());
        files.put("boot/xen/pvhboot-i386.elf", GuestDisk.text("pvhboot", "no ELF file"));
        List<Expectation> expected = new ArrayList<>(GuestMenu.plain().expected(PVH));
        expected.add(1, Expectation.text("error: "));
        BootCase usual = LabCases.files("old-pvh-broken-second-stage", image, files, expected);
        return new BootCase(
                usual.name(), image, usual.disks(), usual.options(), expected, List.of(), DefaultCases.LIMIT);
    }

    /** A guest with a GRUB of its own, and what its console shows from there. */
    private record Guest(Platform platform, GrubRelease second) {

        BootCase startedBy(String first, BootCase.Kernel image, List<Pattern> forbidden) throws IOException {
            List<Expectation> expected = new ArrayList<>(List.of(GuestMenu.GREETING));
            expected.addAll(expected());
            return usual(first + "-starts-" + name(), image, List.of(disk(false)), expected, forbidden);
        }

        /** As the toolstack starts any other image. */
        BootCase directly() throws IOException {
            Bytes content = stage();
            BootCase.Kernel image = new BootCase.Kernel(platform.secondStage(), platform, content);
            return usual(name() + "-directly", image, List.of(disk(false)), expected(), LabCases.ERRORS);
        }

        BootCase onTheSecondDisk(BootCase.Kernel image) throws IOException {
            GuestDisk other =
                    GuestDisk.Made.plain(FileSystem.EXT2, Map.of("a", GuestDisk.text("a", "b")), Optional.empty());
            List<Expectation> expected = new ArrayList<>(List.of(GuestMenu.GREETING));
            expected.addAll(expected());
            expected.add(2, Expectation.text("GRUB " + release() + " reads (xen/xvdb)/boot/grub/grub.cfg"));
            return usual(name() + "-on-the-second-disk", image, List.of(other, disk(false)), expected, LabCases.ERRORS);
        }

        BootCase withSeparateBoot(BootCase.Kernel image) throws IOException {
            List<Expectation> expected = new ArrayList<>(List.of(GuestMenu.GREETING));
            expected.addAll(expected());
            return usual(name() + "-separate-boot", image, List.of(disk(true)), expected, LabCases.ERRORS);
        }

        BootCase in(int memory, BootCase.Kernel image) throws IOException {
            BootCase usual = startedBy(memory + "-mib", image, TROUBLE);
            XlOptions options = new XlOptions(memory, Optional.empty(), Map.of());
            return new BootCase(
                    usual.name(),
                    image,
                    usual.disks(),
                    options,
                    usual.expected(),
                    usual.forbidden(),
                    DefaultCases.LIMIT);
        }

        private static BootCase usual(
                String name,
                BootCase.Kernel image,
                List<GuestDisk> disks,
                List<Expectation> expected,
                List<Pattern> forbidden) {
            return new BootCase(name, image, disks, XlOptions.usual(), expected, forbidden, DefaultCases.LIMIT);
        }

        private String name() {
            return (second == OLD ? "old-" : "new-") + platform;
        }

        private String release() throws IOException {
            return second.tree(platform).info().release();
        }

        /** The image as {@code <secondStage>} makes it, with the plugin's own config. */
        private Bytes stage() throws IOException {
            ModuleTree tree = second.tree(platform);
            BakedConfig plan = new BakedConfig(
                    Template.SECOND_STAGE.filled(), Optional.empty(), List.of(), TarAttributes.root(0), SECOND_STAGE);
            return Bytes.of(
                    platform.secondStage(), Image.build(plan.recipe(tree), tree).toByteArray());
        }

        private GuestMenu menu(boolean separateBoot) {
            Optional<GuestKernel> kernel = switch (platform) {
                case I386_XEN -> Optional.empty();
                case X86_64_XEN -> Optional.of(GuestKernel.DISTRIBUTION);
                case I386_XEN_PVH -> Optional.of(GuestKernel.CLOUD);
            };
            return new GuestMenu(
                    GuestMenu.USUAL_PATH,
                    separateBoot,
                    kernel,
                    kernel.isEmpty() ? "" : "lab.stage=" + second.name().toLowerCase(Locale.ROOT));
        }

        private GuestDisk disk(boolean separateBoot) throws IOException {
            GuestMenu menu = menu(separateBoot);
            Map<String, Bytes> files = new TreeMap<>();
            menu.files()
                    .forEach((path, text) -> files.put(
                            path,
                            GuestDisk.text(path, TWO_LINES + text.utf8().replace("  echo", command() + "  echo"))));
            files.put("boot/xen/" + platform.secondStage(), stage());
            PartitionTable table = separateBoot ? PartitionTable.GPT : PartitionTable.NONE;
            return new GuestDisk.Made(FileSystem.EXT2, table, separateBoot, files, menu.kernel());
        }

        /** Says which GRUB it is, and uses what 2.12 has and 2.06 has not. */
        private String command() {
            return "  echo \"LAB-STAGE2 $second_stage $prefix\"\n" + (second == NEW ? "  plainmount --help\n" : "");
        }

        private List<Expectation> expected() throws IOException {
            List<Expectation> menu = new ArrayList<>(menu(false).expected(platform));
            int at = 1;
            menu.add(
                    at++,
                    Expectation.text("LAB-STAGE2 " + release() + " (xen/xvd", "GRUB " + release() + " of the guest"));
            if (second == NEW) {
                menu.add(at, Expectation.text("Usage: plainmount", "a command that 2.06 has not"));
            }
            if (platform.isPvh()) {
                menu.add(ACPI);
            }
            return menu;
        }
    }
}
