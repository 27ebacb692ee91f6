// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small random changes of texts. */
public final class Mutations {
    private Mutations() {}

    /**
     * Removes, repeats and inserts up to two pieces, or none.
     *
     * @param separators a character class; the text is cut before and after each of its characters
     * @param pieces what is inserted
     */
    public static String of(String text, String separators, List<String> pieces, Random random) {
        String boundary = "(?<=" + separators + ")|(?=" + separators + ")";
        List<String> tokens = new ArrayList<>(List.of(text.split(boundary, -1)));
        for (int n = random.nextInt(3); n > 0 && !tokens.isEmpty(); n--) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(3)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
                default -> tokens.add(at, pieces.get(random.nextInt(pieces.size())));
            }
        }
        return String.join("", tokens);
    }
}
