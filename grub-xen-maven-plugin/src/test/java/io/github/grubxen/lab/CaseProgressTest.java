package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
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
