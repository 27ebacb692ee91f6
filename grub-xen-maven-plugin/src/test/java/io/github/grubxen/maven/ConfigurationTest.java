// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.testing.Tools;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

/** What the goals say about a POM that they cannot use; POMs are in src/test/resources/unit. */
@MojoTest
class ConfigurationTest {

    @Test
    @InjectMojo(goal = "modules", pom = "src/test/resources/unit/two-sources.xml")
    void withTwoSourcesOfModulesNamesThem(ModulesMojo mojo) {
        fails(mojo, "<grub>: more than one source of modules");
    }

    @Test
    @InjectMojo(goal = "modules", pom = "src/test/resources/unit/two-sources.xml")
    @MojoParameter(name = "platforms", value = "i386-pc")
    void withAnotherPlatformListsThoseOfXen(ModulesMojo mojo) {
        fails(mojo, "'i386-pc' is not a GRUB platform for Xen");
    }

    @Test
    @InjectMojo(goal = "modules", pom = "src/test/resources/unit/two-sources.xml")
    @MojoParameter(name = "skip", value = "true")
    void withSkipDoesNothing(ModulesMojo mojo) throws Exception {
        mojo.execute();
    }

    @Test
    @InjectMojo(goal = "images", pom = "src/test/resources/unit/nothing.xml")
    void withoutImagesSaysWhatToAdd(ImagesMojo mojo) {
        fails(mojo, "has no *.cfg. Put a grub.cfg there under a name of its own, add an <image>");
    }

    @Test
    @InjectMojo(goal = "images", pom = "src/test/resources/unit/nothing.xml")
    @MojoParameter(name = "preset", value = "redhat")
    void withAnUnknownPresetNamesTheKnownOne(ImagesMojo mojo) {
        fails(mojo, "'redhat' is not a preset. Use site, debian-split or all-guests.");
    }

    @Test
    @InjectMojo(goal = "images", pom = "src/test/resources/unit/nothing.xml")
    @MojoParameter(name = "preset", value = "debian-split")
    void withoutModulesNamesTheGoalThatGetsThem(ImagesMojo mojo) {
        fails(mojo, "Run the goal grub-xen:modules before this one");
    }

    @Test
    @InjectMojo(goal = "deb", pom = "src/test/resources/unit/nothing.xml")
    void withoutPackagesSaysWhatToSet(DebMojo mojo) {
        fails(mojo, "<packages>: no packages are configured");
    }

    @Test
    @InjectMojo(goal = "deb", pom = "src/test/resources/unit/twice.xml")
    void withAFieldGivenTwiceNamesIt(DebMojo mojo) {
        fails(mojo, "<package> site-boot: the field Pre-Depends is given twice");
    }

    @Test
    @InjectMojo(goal = "deb", pom = "src/test/resources/unit/package.xml")
    @MojoParameter(name = "changelog", value = "src/main/deb/changelogg")
    void withAChangelogThatIsNotThereNamesIt(DebMojo mojo) {
        fails(mojo, "<changelog>: no such file: ");
    }

    @Test
    @InjectMojo(goal = "deb", pom = "src/test/resources/unit/package.xml")
    @MojoParameter(name = "copyright", value = "nope")
    void withACopyrightFileThatIsNotThereNamesIt(DebMojo mojo) {
        fails(mojo, "<copyright>: no such file: ");
    }

    @Test
    @InjectMojo(goal = "deb", pom = "src/test/resources/unit/package.xml")
    void withoutAChangelogNeedsNone(DebMojo mojo) {
        fails(mojo, "there are no modules yet");
    }

    @Test
    @InjectMojo(goal = "lintian", pom = "src/test/resources/unit/nothing.xml")
    void withNothingToShowToLintianNamesTheGoalThatMakesIt(LintianMojo mojo) {
        Tools.require("lintian");
        fails(mojo, "grub-xen:lintian: the build has made no packages");
    }

    @Test
    @InjectMojo(goal = "changes", pom = "src/test/resources/unit/nothing.xml")
    void withoutAPackageNamesTheGoalThatMakesOne(ChangesMojo mojo) {
        fails(mojo, "grub-xen:changes: the build has made no packages. Run the goal grub-xen:deb before it");
    }

    @Test
    @InjectMojo(goal = "changes", pom = "src/test/resources/unit/signing.xml")
    @MojoParameter(name = "passphraseServerId", value = "nobody")
    void withAnEmptySigningElementSignsAndNamesTheServerThatIsMissing(ChangesMojo mojo) {
        fails(mojo, "the settings have no server 'nobody'");
    }

    @Test
    @InjectMojo(goal = "verify", pom = "src/test/resources/unit/nothing.xml")
    void withNothingToVerifyNamesTheGoalThatMakesIt(VerifyMojo mojo) {
        fails(mojo, "the build has made no packages. Run the goal grub-xen:deb");
    }

    @Test
    @InjectMojo(goal = "verify", pom = "src/test/resources/unit/nothing.xml")
    @MojoParameter(name = "debs", value = "none.deb")
    void withAPackageThatIsNotThereSaysSo(VerifyMojo mojo) {
        fails(mojo, "none.deb: one problem, listed above");
    }

    private static void fails(AbstractGrubXenMojo mojo, String message) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(message);
    }
}
