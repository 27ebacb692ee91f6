// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CaseProgressTest {
    private static final Expectation FIRST = Expectation.text("first");
    private static final Expectation SECOND = new Expectation(Pattern.compile("second (\\d+)\\s"), "number @");

    @Test
    void isMetWhenAllAppearedInTheirOrder() {
        CaseProgress progress = progress();
        progress.show("the fir");
        assertThat(progress.missing()).isEqualTo("'first'");
        progress.show("st and the second 4");
        assertThat(progress.isDecided()).isFalse();
        assertThat(progress.missing()).isEqualTo("number");
        progress.show("2\n");
        assertThat(progress.allMet()).isTrue();
        assertThat(progress.achieved()).isEqualTo("number 42");
    }

    @Test
    void recordsWhenEachTextAppeared() {
        CaseProgress progress = progress();
        progress.show("first ");
        List<CaseResult.Step> before = progress.steps();
        progress.show("second 7\n");
        assertThat(before).extracting(CaseResult.Step::what).containsExactly("'first'");
        assertThat(progress.steps()).extracting(CaseResult.Step::what).containsExactly("'first'", "number 7");
        assertThat(progress.steps()).extracting(CaseResult.Step::time).isSorted();
    }

    @Test
    void doesNotTakeWhatCameBeforeItsTurn() {
        CaseProgress progress = progress();
        progress.show("second 1\nfirst\n");
        assertThat(progress.allMet()).isFalse();
    }

    @Test
    void isBrokenByWhatMustNotAppear() {
        CaseProgress progress = progress(Pattern.compile("(?m)^grub> "));
        progress.show("first\nerror: no such thing.\ngrub> ");
        assertThat(progress.isDecided()).isTrue();
        assertThat(progress.broken()).contains("'grub>' appeared, which is forbidden");
        progress.show("second 1\n");
        assertThat(progress.allMet()).isFalse();
    }

    @Test
    void isBrokenEvenWhenAllTheRestComesInTheSamePiece() {
        CaseProgress progress = progress(Pattern.compile("bad"));
        progress.show("first bad second 1\n");
        assertThat(progress.broken()).isPresent();
    }

    @Test
    void doesNotMindWhatAppearsAfterAllIsThere() {
        CaseProgress progress = progress(Pattern.compile("bad"));
        progress.show("first second 1\nbad");
        assertThat(progress.broken()).isEmpty();
        assertThat(progress.allMet()).isTrue();
    }

    @Test
    void isBrokenByTextsThatOverlapWithWhatIsExpected() {
        CaseProgress progress = progress(Pattern.compile("the first of all"));
        progress.show("the first of all second 1\n");
        assertThat(progress.broken()).contains("'the first of all second 1' appeared, which is forbidden");
    }

    @Test
    void doesNotTakeTheMiddleOfALineForItsBeginning() {
        CaseProgress progress = progress(Pattern.compile("(?m)^ then"));
        progress.show("first then second 1\n");
        assertThat(progress.broken()).isEmpty();
        assertThat(progress.allMet()).isTrue();
    }

    @Test
    void isBrokenAfterAllIsThereWhereItHasToSettle() {
        BootCase usual = LabCases.empty("case", Platform.X86_64_XEN, List.of(FIRST), List.of(Pattern.compile("bad")));
        CaseProgress progress = new CaseProgress(new BootCase(
                "case",
                usual.image(),
                List.of(),
                usual.options(),
                usual.expected(),
                usual.forbidden(),
                AllowedErrors.NONE,
                usual.limit(),
                Duration.ofSeconds(1),
                List.of()));
        progress.show("first");
        assertThat(progress.allMet()).isTrue();
        assertThat(progress.broken()).isEmpty();
        progress.show("bad");
        assertThat(progress.broken()).isPresent();
    }

    @Test
    void isBrokenByAnErrorOfGrubsWhereverItStands() {
        for (String shown : List.of(
                "error: file `/boot/grub/grubenv' not found.\nfirst second 1\n",
                "first Loading ...error: no such device: labroot.\nsecond 1\n",
                "first error: you need to load the kernel first. second 1.\n")) {
            CaseProgress progress = judging(AllowedErrors.NONE);
            progress.show(shown);
            assertThat(progress.broken()).as(shown).isPresent();
        }
    }

    @Test
    void isNotBrokenByAnErrorThatIsAllowedAndRemembersIt() {
        CaseProgress progress = judging(AllowedErrors.containing(List.of("no suitable video mode found")));
        for (int i = 0; i < 3; i++) {
            progress.show("error: no suitable video mode found.\n");
        }
        progress.show("first\nsecond 1\nerror: later.\n");
        assertThat(progress.broken()).isEmpty();
        assertThat(progress.allMet()).isTrue();
        assertThat(progress.allowed()).containsExactly("error: no suitable video mode found.");
    }

    @Test
    void doesNotTakeWhatIsExpectedOutOfAnError() {
        CaseProgress progress = judging(AllowedErrors.NONE);
        progress.show("error: can't find command `first");
        assertThat(progress.missing()).isEqualTo("'first'");
        progress.show("'.\n");
        assertThat(progress.broken()).contains("'error: can't find command `first'.' appeared, which is forbidden");
    }

    @Test
    void takesTheErrorThatIsExpected() {
        BootCase usual = LabCases.empty(
                "case", Platform.X86_64_XEN, List.of(Expectation.text("error: no such partition")), List.of());
        CaseProgress progress =
                new CaseProgress(usual.allowing(AllowedErrors.containing(List.of("error: no such partition"))));
        progress.show("error: no such partition.\n");
        assertThat(progress.broken()).isEmpty();
        assertThat(progress.allMet()).isTrue();
    }

    @Test
    void findsAnErrorAfterMegabytesOfConsole() {
        CaseProgress progress = judging(AllowedErrors.NONE);
        for (int i = 0; i < 3000; i++) {
            progress.show("x".repeat(1023) + "\n");
        }
        progress.show("error: out of memory.\nfirst second 1\n");
        assertThat(progress.broken()).contains("'error: out of memory.' appeared, which is forbidden");
    }

    @Test
    void doesNotMindWhatComesWhenTheTimeIsUp() {
        CaseProgress progress = progress(Pattern.compile("bad"));
        progress.end();
        progress.show("first bad");
        assertThat(progress.broken()).isEmpty();
        assertThat(progress.achieved()).isEqualTo("nothing");
    }

    @Test
    void givesEachPieceOfALongConsoleToTheTranscriptAndSaysThatItKeepsTheEnd() {
        CaseProgress progress = progress();
        progress.show("x".repeat(200_000));
        assertThat(progress.takeFresh()).hasSize(200_000);
        progress.show("y".repeat(200_000));
        assertThat(progress.takeFresh()).hasSize(200_000).startsWith("y");
        assertThat(progress.console()).startsWith("[the beginning is only in the transcript]\n");
    }

    @Test
    void survivesAConsoleThatNeverEnds() {
        CaseProgress progress = progress();
        progress.show("first");
        String line = "x".repeat(1023) + "\n";
        for (int i = 0; i < 3000; i++) {
            progress.show(line);
        }
        assertThat(progress.console().length()).isLessThan(2 << 20);
        progress.show("second 7\n");
        assertThat(progress.achieved()).isEqualTo("number 7");
    }

    private static CaseProgress judging(AllowedErrors allowed) {
        return new CaseProgress(LabCases.empty("case", Platform.X86_64_XEN, List.of(FIRST, SECOND), List.of())
                .allowing(allowed));
    }

    private static CaseProgress progress(Pattern... forbidden) {
        return new CaseProgress(
                LabCases.empty("case", Platform.X86_64_XEN, List.of(FIRST, SECOND), List.of(forbidden)));
    }
}
