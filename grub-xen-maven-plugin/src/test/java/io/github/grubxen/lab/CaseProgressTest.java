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
        assertThat(progress.broken()).contains("'grub>' appeared, which must not");
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
        assertThat(progress.broken()).contains("'the first of all second 1' appeared, which must not");
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
                usual.limit(),
                Duration.ofSeconds(1)));
        progress.show("first");
        assertThat(progress.allMet()).isTrue();
        assertThat(progress.broken()).isEmpty();
        progress.show("bad");
        assertThat(progress.broken()).isPresent();
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
        assertThat(progress.console()).startsWith("[the beginning is in the transcript alone]\n");
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

    private static CaseProgress progress(Pattern... forbidden) {
        return new CaseProgress(
                LabCases.empty("case", Platform.X86_64_XEN, List.of(FIRST, SECOND), List.of(forbidden)));
    }
}
