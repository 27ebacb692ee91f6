// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Finds the devices and files that a pattern with {@code *} and {@code ?} matches. In a pattern, a backslash precedes a
 * character that stands for itself.
 *
 * <p>Source: GRUB, grub-core/commands/wildcard.c.
 *
 * @param disks the devices and files
 * @param root the device of names without one
 * @param loaded whether the module regexp is loaded; without it, patterns are taken literally
 */
record Patterns(Disks disks, Supplier<String> root, BooleanSupplier loaded) {
    /** The most names that one pattern may match, so that a run ends. */
    private static final int MOST = 10_000;

    /** Whether a pattern has a character that stands for others. */
    static boolean isPattern(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == '*' || pattern.charAt(i) == '?') {
                return true;
            }
        }
        return false;
    }

    List<String> matches(String pattern) throws IOException {
        if (!loaded.getAsBoolean()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>(List.of(pattern.split("\\\\?/", -1)));
        List<String> found = new ArrayList<>();
        String first = parts.remove(0);
        if (plain(first).startsWith("(")) {
            found.addAll(devices(first));
        } else if (first.isEmpty()) {
            found.add("");
        }
        for (String part : parts) {
            List<String> next = new ArrayList<>();
            for (String directory : found) {
                next.addAll(inside(directory, part));
            }
            found = next.size() > MOST ? next.subList(0, MOST) : next;
        }
        return found;
    }

    private List<String> devices(String pattern) throws IOException {
        if (!isPattern(pattern)) {
            return List.of(plain(pattern));
        }
        return disks.devices().stream()
                .map(device -> "(" + device + ")")
                .filter(device -> fits(pattern, device))
                .toList();
    }

    private List<String> inside(String directory, String pattern) throws IOException {
        if (!isPattern(pattern)) {
            return List.of(directory + "/" + plain(pattern));
        }
        FilePath path = FilePath.of(directory + "/", root.get()).orElseThrow();
        return disks.names(path.device(), path.path()).stream()
                .filter(name -> fits(pattern, name))
                .map(name -> directory + "/" + name)
                .toList();
    }

    private static String plain(String pattern) {
        return pattern.replaceAll("\\\\(.)", "$1");
    }

    /** Whether a name fits a pattern, without trying each length for each star: a guest chooses both. */
    private static boolean fits(String pattern, String name) {
        StringBuilder characters = new StringBuilder();
        BitSet wild = new BitSet();
        for (int i = 0; i < pattern.length(); i++) {
            boolean escaped = pattern.charAt(i) == '\\' && i + 1 < pattern.length();
            char c = pattern.charAt(escaped ? ++i : i);
            wild.set(characters.length(), !escaped && (c == '*' || c == '?'));
            characters.append(c);
        }
        int at = 0;
        int star = -1;
        int tried = 0;
        for (int n = 0; n < name.length(); ) {
            boolean there = at < characters.length();
            if (there && wild.get(at) && characters.charAt(at) == '*') {
                star = at++;
                tried = n;
            } else if (there && (wild.get(at) || characters.charAt(at) == name.charAt(n))) {
                at++;
                n++;
            } else if (star >= 0) {
                at = star + 1; // the star takes one character more
                n = ++tried;
            } else {
                return false;
            }
        }
        while (at < characters.length() && wild.get(at) && characters.charAt(at) == '*') {
            at++;
        }
        return at == characters.length();
    }
}
