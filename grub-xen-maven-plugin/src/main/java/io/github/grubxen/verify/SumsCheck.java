// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.io.Bytes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lists of files in the control data: md5sums contains every file that is not a conffile, conffiles contains every file
 * below {@code /etc}, and both lists are correct.
 *
 * <p>Source: deb-md5sums(5), deb-conffiles(5), dh_md5sums(1); Debian Policy, section 10.7.
 */
final class SumsCheck {
    private static final String AGAIN = "Build the package again; its files were changed after the list was made.";
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{32})  (.+)");
    private static final Pattern CONFFILE = Pattern.compile("(remove-on-upgrade )?/(.+)");

    private final OpenedPackage opened;
    private final Findings findings;

    SumsCheck(OpenedPackage opened, Findings findings) {
        this.opened = opened;
        this.findings = findings;
    }

    void run() {
        Set<String> conffiles = conffiles();
        Map<String, String> expected = new TreeMap<>(opened.sums);
        for (String path : opened.sums.keySet()) {
            if (path.startsWith("etc/") && !conffiles.contains(path)) {
                findings.add(
                        Check.CONFFILES,
                        "/" + path,
                        "a file below /etc that is not a conffile, so an upgrade overwrites changes of the administrator",
                        "Name it in conffiles.");
            }
        }
        expected.keySet().removeAll(conffiles);
        Map<String, String> said = sums();
        Set<String> paths = new TreeSet<>(expected.keySet());
        paths.addAll(said.keySet());
        for (String path : paths) {
            String is = expected.get(path);
            String listed = said.get(path);
            if (listed == null) {
                findings.add(Check.MD5SUMS, "/" + path, "is not in md5sums", AGAIN);
            } else if (is == null) {
                String why = conffiles.contains(path) ? "a conffile" : "not a file of the package";
                findings.add(Check.MD5SUMS, "/" + path, "is in md5sums and is " + why, AGAIN);
            } else if (!is.equals(listed)) {
                findings.add(Check.MD5SUMS, "/" + path, "its MD5 is " + is + ", md5sums says " + listed, AGAIN);
            }
        }
    }

    private Map<String, String> sums() {
        Map<String, String> sums = new TreeMap<>();
        Bytes file = opened.control.get(Check.MD5SUMS.id());
        if (file == null) {
            return sums;
        }
        for (String line : file.utf8().lines().toList()) {
            Matcher sum = SUM.matcher(line);
            if (!sum.matches()) {
                findings.add(
                        Check.MD5SUMS,
                        Check.MD5SUMS.id(),
                        "the line '" + line + "' is not of the form 'sum  path'",
                        AGAIN);
            } else if (sums.put(sum.group(2), sum.group(1)) != null) {
                findings.add(Check.MD5SUMS, "/" + sum.group(2), "is in md5sums twice", AGAIN);
            }
        }
        return sums;
    }

    private Set<String> conffiles() {
        Set<String> conffiles = new HashSet<>();
        Bytes file = opened.control.get(Check.CONFFILES.id());
        if (file == null) {
            return conffiles;
        }
        for (String line : file.utf8().lines().toList()) {
            Matcher conffile = CONFFILE.matcher(line);
            if (!conffile.matches()) {
                findings.add(
                        Check.CONFFILES,
                        Check.CONFFILES.id(),
                        "the line '" + line + "' is not a complete path",
                        "Begin it with a slash.");
                continue;
            }
            String path = conffile.group(2);
            boolean removed = conffile.group(1) != null;
            if (removed == opened.sums.containsKey(path)) {
                String problem = removed
                        ? "is to be removed on upgrade, and is in the package"
                        : "is a conffile, but not a file of the package";
                findings.add(Check.CONFFILES, "/" + path, problem, "Correct the line in conffiles.");
            }
            if (!conffiles.add(path)) {
                findings.add(Check.CONFFILES, "/" + path, "is in conffiles twice", "Name it once.");
            }
        }
        return conffiles;
    }
}
