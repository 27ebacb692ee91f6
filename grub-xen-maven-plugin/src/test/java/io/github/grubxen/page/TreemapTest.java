// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreemapTest {
    private static final Treemap.Box ALL = new Treemap.Box(0, 0, 600, 400);

    @Test
    void hasTheExampleOfItsAuthors() {
        List<Treemap.Box> boxes = Treemap.of(List.of(6L, 6L, 4L, 3L, 2L, 2L, 1L), new Treemap.Box(0, 0, 6, 4));
        assertThat(boxes.subList(0, 4))
                .extracting(box ->
                        String.format(Locale.ROOT, "%.2f %.2f %.2f %.2f", box.x(), box.y(), box.width(), box.height()))
                .containsExactly(
                        "0.00 0.00 3.00 2.00", "0.00 2.00 3.00 2.00", "3.00 0.00 1.71 2.33", "4.71 0.00 1.29 2.33");
    }

    @Test
    void givesEachSizeItsAreaInsideTheWhole() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            List<Long> sizes = random.longs(1 + random.nextInt(300), 1, 1 << 20)
                    .boxed()
                    .sorted(Comparator.reverseOrder())
                    .toList();
            double total = sizes.stream().mapToDouble(Long::doubleValue).sum();
            List<Treemap.Box> boxes = Treemap.of(sizes, ALL);
            assertThat(boxes).as("seed %d", seed).hasSameSizeAs(sizes);
            for (int n = 0; n < boxes.size(); n++) {
                Treemap.Box box = boxes.get(n);
                assertThat(box.area() / ALL.area()).isCloseTo(sizes.get(n) / total, within(1e-9));
                assertThat(box.x()).isGreaterThanOrEqualTo(-1e-6);
                assertThat(box.y()).isGreaterThanOrEqualTo(-1e-6);
                assertThat(box.x() + box.width()).isLessThanOrEqualTo(ALL.width() + 1e-6);
                assertThat(box.y() + box.height()).isLessThanOrEqualTo(ALL.height() + 1e-6);
            }
        }
    }

    @Test
    void ofNothingOrInNoSpaceIsHarmless() {
        assertThat(Treemap.of(List.of(), ALL)).isEmpty();
        assertThat(Treemap.of(List.of(3L, 2L), new Treemap.Box(0, 0, 0, 0)))
                .allSatisfy(box -> assertThat(box.area()).isZero());
    }
}
