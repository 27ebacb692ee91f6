// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.GnuTarOutput;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.module.ModuleTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Packs the module trees of a build into an archive, from which {@link ArchiveSource} reads them in another build. */
public final class ModulesArchive {
    /** The suffix of the file's name. */
    public static final String TYPE = "tar.xz";

    private ModulesArchive() {}

    /**
     * Writes the archive. The same trees and the same time give the same bytes.
     *
     * @param time timestamp of all entries, in seconds since the epoch
     */
    public static void write(ModulesDirectory modules, Path target, long time) throws IOException {
        TarAttributes directory = new TarAttributes("root", "root", 0, 0, 0755, time);
        AtomicFile.write(target, out -> {
            try (GnuTarOutput tar = new GnuTarOutput(new XZOutputStream(out, new LZMA2Options()))) {
                for (Path entry : Directories.list(modules.path())) {
                    String name = Directories.name(entry);
                    if (Files.isDirectory(entry)) {
                        tar.putDirectory(name + "/", directory);
                        for (Path file : Directories.list(entry)) {
                            put(tar, name + "/" + Directories.name(file), file, time);
                        }
                    } else {
                        put(tar, name, entry, time);
                    }
                }
            }
        });
    }

    private static void put(GnuTarOutput tar, String name, Path file, long time) throws IOException {
        Bytes bytes = Bytes.read(file, ModuleTree.FILE_LIMIT);
        tar.putFile(name, TarAttributes.root(time), bytes.length(), bytes.openStream());
    }
}
