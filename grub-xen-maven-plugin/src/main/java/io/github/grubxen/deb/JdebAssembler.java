// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.vafer.jdeb.Compression;
import org.vafer.jdeb.Console;
import org.vafer.jdeb.DataConsumer;
import org.vafer.jdeb.DataProducer;
import org.vafer.jdeb.DebMaker;
import org.vafer.jdeb.TarOptions;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarArchiveEntry;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarConstants;

/** The only class that uses jdeb. */
final class JdebAssembler {
    /**
     * Replaces backslashes, which jdeb treats as slashes. This character cannot occur in a path, so distinct paths stay
     * distinct. The finishing pass restores the names.
     */
    private static final char STAND_IN_FOR_BACKSLASH = '\u0001';

    private JdebAssembler() {}

    /**
     * Assembles a package's data archive with empty files. The finishing pass adds the contents, so that data of possibly
     * gigabytes is read once and not written twice.
     *
     * <p>jdeb's public entry, {@link DebMaker}, first writes its parts to Java's temporary directory, under unknown names, and
     * a killed build leaves them there forever. This class therefore calls the next step, which accepts the file to write.
     *
     * @param archive the file to write
     */
    @SuppressWarnings("UnnecessaryStringBuilder") // jdeb puts the digests into it
    static void assemble(PackageRecipe recipe, Path archive) throws IOException {
        DataProducer payload = consumer -> produce(recipe, consumer);
        StringBuilder sums = new StringBuilder();
        TarOptions options = new TarOptions()
                .compression(Compression.NONE)
                .longFileMode("gnu")
                .bigNumberMode("gnu");
        try {
            Class<?> builder = Class.forName("org.vafer.jdeb.DataBuilder", true, DebMaker.class.getClassLoader());
            Constructor<?> constructor = builder.getDeclaredConstructor(Console.class, Long.class);
            Method build = builder.getDeclaredMethod(
                    "buildData", Collection.class, File.class, StringBuilder.class, TarOptions.class, boolean.class);
            constructor.setAccessible(true);
            build.setAccessible(true);
            build.invoke(
                    constructor.newInstance(new Silence(), recipe.time() * 1000),
                    List.of(payload),
                    archive.toFile(),
                    sums,
                    options,
                    false);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("jdeb could not assemble " + recipe.name() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IOException("this jdeb is of another version than the plugin's own: " + e, e);
        }
    }

    private static void produce(PackageRecipe recipe, DataConsumer consumer) throws IOException {
        consumer.onEachDir(entry("./", TarConstants.LF_DIR, 0755, Owner.ROOT));
        for (PackageEntry entry : recipe.contents().entries()) {
            String name = "./" + entry.path().replace('\\', STAND_IN_FOR_BACKSLASH);
            if (entry instanceof PackageEntry.Directory directory) {
                consumer.onEachDir(entry(name + "/", TarConstants.LF_DIR, directory.mode(), directory.owner()));
            } else if (entry instanceof PackageEntry.Link link) {
                TarArchiveEntry header = entry(name, TarConstants.LF_SYMLINK, 0777, Owner.ROOT);
                header.setLinkName(link.target());
                consumer.onEachLink(header);
            } else if (entry instanceof PackageEntry.RegularFile file) {
                TarArchiveEntry header = entry(name, TarConstants.LF_NORMAL, file.mode(), file.owner());
                header.setSize(0);
                consumer.onEachFile(InputStream.nullInputStream(), header);
            }
        }
    }

    private static TarArchiveEntry entry(String name, byte type, int mode, Owner owner) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames(owner.user(), owner.group());
        return entry;
    }

    /** Ignores jdeb's messages about its own steps. The goal logs its own. */
    private static final class Silence implements Console {
        @Override
        public void debug(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}
    }
}
