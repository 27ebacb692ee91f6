// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.Test;

class MatrixTest {

    @Test
    void withoutOneThereIsOneImage() throws BadInput {
        assertThat(Matrix.combinations(null)).containsExactly(Map.of());
    }

    @Test
    void hasAllCombinationsOfItsValues() throws BadInput {
        PlexusConfiguration matrix = new DefaultPlexusConfiguration("matrix");
        matrix.addChild("console", "hvc0, ttyS0");
        PlexusConfiguration lines = matrix.getChild("cmdline", true);
        lines.addChild("quiet", "ro quiet, a");
        lines.addChild("debug", "ro debug");
        List<Map<String, Matrix.Value>> all = Matrix.combinations(matrix);
        assertThat(all)
                .extracting(one ->
                        of(one, "console").label() + "-" + of(one, "cmdline").label())
                .containsExactly("hvc0-quiet", "hvc0-debug", "ttyS0-quiet", "ttyS0-debug");
        assertThat(of(all.get(0), "cmdline").text()).isEqualTo("ro quiet, a");
    }

    @Test
    void refusesAValueThatNoFileNameCanHave() {
        refused(
                "root=/dev/xvda, b",
                "'root=/dev/xvda' cannot stand in a file name",
                "<axis><debug>root=/dev/xvda</debug>");
    }

    @Test
    void refusesANameThatIsGiven() {
        for (String name : List.of("platform", "cpu", "firmware", "pvboot", "flavour")) {
            PlexusConfiguration matrix = new DefaultPlexusConfiguration("matrix");
            matrix.addChild(name, "a,b");
            assertThatThrownBy(() -> Matrix.combinations(matrix))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("<image>/<matrix>/<" + name + ">: @" + name + "@ is given");
        }
    }

    @Test
    void refusesANameWithoutValues() {
        refused(" ", "<image>/<matrix>/<axis>: no values", "leave the element out");
    }

    @Test
    void refusesANameGivenTwice() {
        PlexusConfiguration matrix = new DefaultPlexusConfiguration("matrix");
        matrix.addChild("axis", "1");
        matrix.addChild("axis", "2");
        assertThatThrownBy(() -> Matrix.combinations(matrix)).hasMessageContaining("<matrix>/<axis>: given twice");
    }

    @Test
    void refusesMoreImagesThanAnyoneWants() {
        PlexusConfiguration matrix = new DefaultPlexusConfiguration("matrix");
        for (String axis : List.of("a", "b", "c", "d", "e")) {
            matrix.addChild(axis, "1,2,3,4,5,6,7,8,9,10");
        }
        assertThatThrownBy(() -> Matrix.combinations(matrix)).hasMessageContaining("more than 10000 images");
    }

    private static Matrix.Value of(Map<String, Matrix.Value> combination, String name) {
        return Objects.requireNonNull(combination.get(name));
    }

    private static void refused(String values, String problem, String remedy) {
        PlexusConfiguration matrix = new DefaultPlexusConfiguration("matrix");
        matrix.addChild("axis", values);
        assertThatThrownBy(() -> Matrix.combinations(matrix))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(remedy);
    }
}
