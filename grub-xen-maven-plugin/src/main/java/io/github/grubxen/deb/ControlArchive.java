// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.GnuTarOutput;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The control archive of a package, which dpkg itself reads.
 *
 * <p>Source: deb(5); Debian Policy, section 6.1; deb-conffiles(5); dpkg-gencontrol(1) for Installed-Size, as measured on
 * Debian's own packages.
 */
final class ControlArchive {
    private static final String REMOVE = "remove-on-upgrade ";
    private static final int KIBI = 1024;

    private ControlArchive() {}

    /**
     * The archive's bytes, not compressed.
     *
     * @param digests the MD5 of each regular file, by its path
     */
    static byte[] of(PackageRecipe recipe, Map<String, String> digests) throws IOException {
        NavigableMap<String, Bytes> files = new TreeMap<>(recipe.controlFiles());
        Set<String> conffiles = conffiles(recipe, files);
        if (!conffiles.isEmpty()) {
            files.put(ControlFiles.CONFFILES, text(String.join("\n", conffiles) + "\n"));
        }
        long installed = recipe.contents().installedSize() + 1; // one for the directory of these files
        for (Bytes file : files.values()) {
            installed += (file.length() + KIBI - 1) / KIBI;
        }
        ControlParagraph control = recipe.control().fields().with("Installed-Size", Long.toString(installed));
        files.put("control", text(ControlFields.inOrder(control).toText()));
        String md5sums = recipe.contents().md5sums(conffiles, digests);
        if (!md5sums.isEmpty()) {
            files.put("md5sums", text(md5sums));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GnuTarOutput tar = new GnuTarOutput(bytes)) {
            tar.putDirectory("./", Owner.ROOT.attributes(0755, recipe.time()));
            for (Map.Entry<String, Bytes> file : files.entrySet()) {
                int mode = ControlFiles.isScript(file.getKey()) ? 0755 : 0644;
                Bytes content = file.getValue();
                tar.putFile(
                        "./" + file.getKey(),
                        Owner.ROOT.attributes(mode, recipe.time()),
                        content.length(),
                        content.openStream());
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Runs the checks that do not depend on the contents of the installed files.
     *
     * @throws BadInput if dpkg does not know a further file, if a script is not a script, or if a conffile is not installed
     */
    static void check(PackageRecipe recipe) throws BadInput {
        for (Map.Entry<String, Bytes> file : recipe.controlFiles().entrySet()) {
            ControlFiles.check(file.getKey(), file.getValue());
        }
        conffiles(recipe, recipe.controlFiles());
    }

    /** All files below /etc, and the files that the package itself lists. */
    private static Set<String> conffiles(PackageRecipe recipe, Map<String, Bytes> files) throws BadInput {
        Set<String> conffiles = new LinkedHashSet<>(recipe.contents().conffiles());
        Bytes own = files.get(ControlFiles.CONFFILES);
        if (own != null) {
            for (String line :
                    own.utf8().lines().filter(line -> !line.isBlank()).toList()) {
                boolean removed = line.startsWith(REMOVE);
                String path = removed ? line.substring(REMOVE.length()) : line;
                if (!path.startsWith("/") || recipe.contents().has(path.substring(1)) == removed) {
                    throw new BadInput(
                            own.name(),
                            "'" + path + "' is " + (removed ? "a file" : "not a file") + " of the package",
                            removed
                                    ? "Only a file that is no longer in the package can be removed."
                                    : "Name one, with its full path.");
                }
                conffiles.add(line);
            }
        }
        return conffiles;
    }

    private static Bytes text(String text) {
        return Bytes.of("control", text.getBytes(StandardCharsets.UTF_8));
    }
}
