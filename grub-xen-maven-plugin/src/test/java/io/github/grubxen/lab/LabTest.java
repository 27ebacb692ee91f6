package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The images that Debian publishes, on a real Xen. */
@Tag("lab")
class LabTest {
    private static final Path CACHE = Path.of(System.getProperty("grub-xen.cache", "target/cache"));

    private static final BuildLog LOG = new BuildLog() {
        @Override
        public void info(String line) {
            System.out.println(line);
        }

        @Override
        public void warn(String line) {
            System.out.println(line);
        }
    };

    @Test
    void bootsPublishedImages() throws IOException {
        List<BootCase> cases = new ArrayList<>();
        for (Platform platform : Platform.values()) {
            cases.add(DefaultCases.whole(new BootCase.Kernel(
                    "grub-" + platform + ".bin", platform, GrubRelease.MACHINE.publishedImage(platform))));
        }
        Lab lab = new Lab(CACHE, new AptRepository(CACHE, Optional.empty(), false), LOG);
        List<CaseResult> results = lab.run(cases, Path.of("target/lab/published"));
        assertThat(results).allMatch(CaseResult::passed).hasSize(3);
    }
}
