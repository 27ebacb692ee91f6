// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The order in which a sorted walk visits files: by the bytes of the names in each directory, with the contents of a directory
 * directly after it.
 */
public final class ByComponents implements Comparator<String> {
    @Override
    public int compare(String one, String other) {
        String[] ones = one.split("/", -1);
        String[] others = other.split("/", -1);
        for (int i = 0; i < Math.min(ones.length, others.length); i++) {
            int order = Arrays.compareUnsigned(
                    ones[i].getBytes(StandardCharsets.UTF_8), others[i].getBytes(StandardCharsets.UTF_8));
            if (order != 0) {
                return order;
            }
        }
        return ones.length - others.length;
    }
}
