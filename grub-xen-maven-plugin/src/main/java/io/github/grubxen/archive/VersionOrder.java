// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Comparator;

/**
 * The order of Debian's versions.
 *
 * <p>Source: Debian Policy, section 5.6.12; deb-version(7).
 */
public final class VersionOrder implements Comparator<String>, Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(String one, String other) {
        int order = number(epoch(one)).compareTo(number(epoch(other)));
        if (order == 0) {
            order = parts(upstream(one), upstream(other));
        }
        return order == 0 ? parts(revision(one), revision(other)) : order;
    }

    private static String epoch(String version) {
        return version.substring(0, Math.max(0, version.indexOf(':')));
    }

    private static String upstream(String version) {
        String rest = version.substring(version.indexOf(':') + 1);
        return rest.lastIndexOf('-') < 0 ? rest : rest.substring(0, rest.lastIndexOf('-'));
    }

    private static String revision(String version) {
        return version.lastIndexOf('-') < 0 ? "" : version.substring(version.lastIndexOf('-') + 1);
    }

    /** Compares parts without digits and parts of digits in turn, as in a version without epoch and revision. */
    public static int parts(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() || j < other.length()) {
            int endOne = end(one, i, false);
            int endOther = end(other, j, false);
            for (int k = 0; k < Math.max(endOne - i, endOther - j); k++) {
                int order = Integer.compare(weight(one, i + k, endOne), weight(other, j + k, endOther));
                if (order != 0) {
                    return order;
                }
            }
            i = end(one, endOne, true);
            j = end(other, endOther, true);
            int order = number(one.substring(endOne, i)).compareTo(number(other.substring(endOther, j)));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int end(String text, int begin, boolean digits) {
        int end = begin;
        while (end < text.length() && isDigit(text.charAt(end)) == digits) {
            end++;
        }
        return end;
    }

    /** A tilde sorts before the end of the text, the end before letters, and letters before all other characters. */
    private static int weight(String text, int at, int end) {
        if (at >= end) {
            return 0;
        }
        char character = text.charAt(at);
        if (character == '~') {
            return -1;
        }
        boolean letter = (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
        return letter ? character : character + Character.MAX_VALUE;
    }

    private static BigInteger number(String digits) {
        return digits.isEmpty() || !digits.chars().allMatch(VersionOrder::isDigit)
                ? BigInteger.ZERO
                : new BigInteger(digits);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
