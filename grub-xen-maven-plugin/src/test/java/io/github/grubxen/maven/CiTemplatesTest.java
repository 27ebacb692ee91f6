// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.grubxen.testing.CiTemplate;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The CI templates that users copy: their shell texts, goals, properties and packages, and the paths that they keep. */
class CiTemplatesTest {
    private static final Path SITE = Path.of("src/site/markdown");

    private static final Path BUILT = Path.of("../src/it/starts-a-site-without-a-project");

    private static final Pattern INSTALLED = Pattern.compile("apt-get install -y --no-install-recommends ([^&]*)");

    private static final Pattern PROPERTY = Pattern.compile("-D(grub-xen\\.[A-Za-z.]+)=(\\S+)");

    private static final Pattern GOAL = Pattern.compile("grub-xen:([a-z-]+)");

    /** The packages of the programs that the shell texts call; dpkg, coreutils and sed are in every system. */
    private static final Map<String, String> PACKAGES =
            Map.of("mvn", "maven", "gpg", "gpg", "reprepro", "reprepro", "grep", "", "sed", "");

    private static final Set<String> OF_EVERY_SYSTEM = Set.of("apt-get", "printf", "mkdir", "for", "do", "done", ">");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(CiTemplate.class)
    void shellsReadTheirTexts(CiTemplate template) throws IOException {
        for (String script : scripts(template)) {
            Path file = directory.resolve("script");
            Files.writeString(file, script);
            Tools.run(directory, "bash", "-n", "script");
            Tools.run(directory, "sh", "-n", "script");
        }
    }

    @ParameterizedTest
    @EnumSource(CiTemplate.class)
    void eachJobInstallsTheProgramsThatItCalls(CiTemplate template) throws IOException {
        for (String job : List.of("build", "publish")) {
            Set<String> installed = new TreeSet<>();
            Set<String> called = new TreeSet<>();
            for (String script : template.scripts(job)) {
                installed.addAll(packages(script));
                for (String line : script.replace("\\\n", " ").split("\n|\\|", -1)) {
                    called.add(line.strip().split(" ", 2)[0]);
                }
            }
            called.removeAll(OF_EVERY_SYSTEM);
            called.remove("");
            assertThat(called).isNotEmpty().isSubsetOf(PACKAGES.keySet());
            assertThat(installed)
                    .containsAll(called.stream()
                            .map(program -> PACKAGES.getOrDefault(program, program))
                            .filter(name -> !name.isEmpty())
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(CiTemplate.class)
    void theBuildHasTheProgramsOfTheGoalBoot(CiTemplate template) throws IOException {
        assertThat(packages(String.join("\n", template.scripts("build")))).containsAll(neededByBoot("of the packages"));
    }

    @Test
    void theContainerHasAllThatBootAndTheJobsNeed() throws IOException {
        String text = Files.readString(CiTemplate.DIRECTORY.resolve("Containerfile"));
        Set<String> packages = packages(text.replace("\\\n", " "));
        List<String> boot = new ArrayList<>(neededByBoot("of the packages"));
        boot.addAll(neededByBoot("the packages"));
        assertThat(text)
                .contains(boot.stream().sorted().distinct().collect(Collectors.joining(" ", "\n    ", " \\\n")));
        for (CiTemplate template : CiTemplate.values()) {
            assertThat(packages).containsAll(packages(String.join("\n", scripts(template))));
        }
        assertThat(text).contains("CMD [\"mvn\", \"-B\", \"verify\", \"-Dgrub-xen.boot.skip=false\"]");
    }

    @ParameterizedTest
    @EnumSource(CiTemplate.class)
    void theGoalsAndPropertiesAreThoseThatAWholeBuildRuns(CiTemplate template) throws IOException {
        String maven = String.join("\n", template.scripts("build")).replace("\\\n", " ");
        Properties build = new Properties();
        build.load(Files.newBufferedReader(BUILT.resolve("boot.properties")));
        build.remove("grub-xen.directory"); // the modules of that build
        assertThat(PROPERTY.matcher(maven).results().collect(Collectors.toMap(m -> m.group(1), m -> m.group(2))))
                .isEqualTo(build);
        assertThat(maven).contains(" verify grub-xen:changes ");
        assertThat(Files.readString(BUILT.resolve("invoker.properties")))
                .contains("invoker.goals.2 = verify grub-xen:changes\n");
        assertThat(GOAL.matcher(maven).results().map(goal -> goal.group(1)))
                .allSatisfy(goal -> assertThat(Goal.descriptor().getMojo(goal)).isNotNull());
    }

    @Test
    void bothBuildAndPublishInTheSameWay() throws IOException {
        assertThat(CiTemplate.GITHUB.publishing()).isEqualTo(CiTemplate.GITLAB.publishing());
        assertThat(kept(CiTemplate.GITHUB)).isEqualTo(kept(CiTemplate.GITLAB));
    }

    @Test
    void theReportsThatTheyUploadAreThoseOfThePages() throws IOException {
        String boot = Files.readString(SITE.resolve("boot.md"));
        String reports = Files.readString(SITE.resolve("reports.md"));
        JsonObject gitlab = CiTemplate.GITLAB.job("build").getAsJsonObject("artifacts");
        Path junit = Path.of(gitlab.getAsJsonObject("reports").get("junit").getAsString());
        assertThat(junit).hasParentRaw(Path.of("target/grub-xen/lab"));
        assertThat(boot).contains("`target/grub-xen/lab/`", "`" + junit.getFileName() + "`");
        assertThat(CiTemplate.GITHUB.read().toString()).contains("\"target/grub-xen/reports/lint.sarif\"");
        assertThat(reports).contains("`target/grub-xen/reports/`", "`lint.sarif`");
    }

    private static List<String> scripts(CiTemplate template) throws IOException {
        return Stream.concat(template.scripts("build").stream(), template.scripts("publish").stream())
                .toList();
    }

    private static Set<String> packages(String script) {
        return INSTALLED
                .matcher(script.replace("\\\n", " "))
                .results()
                .flatMap(match -> Stream.of(
                        match.group(1).lines().findFirst().orElseThrow().strip().split("\\s+")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The packages that the page of boot names after some words. */
    private static List<String> neededByBoot(String words) throws IOException {
        String page = Files.readString(SITE.resolve("boot.md")).replaceAll("\\s+", " ");
        MatchResult named = Pattern.compile(Pattern.quote(words) + " ([a-z0-9-]+) (?:and|or) ([a-z0-9-]+)\\.")
                .matcher(page)
                .results()
                .reduce((first, last) -> last)
                .orElseThrow();
        return List.of(named.group(1), named.group(2));
    }

    private static List<String> kept(CiTemplate template) throws IOException {
        if (template == CiTemplate.GITLAB) {
            return template.job("build").getAsJsonObject("artifacts").getAsJsonArray("paths").asList().stream()
                    .map(JsonElement::getAsString)
                    .toList();
        }
        return template.job("build").getAsJsonArray("steps").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(step ->
                        step.has("uses") && step.get("uses").getAsString().startsWith("actions/upload-artifact@"))
                .flatMap(step ->
                        step.getAsJsonObject("with").get("path").getAsString().lines())
                .toList();
    }
}
