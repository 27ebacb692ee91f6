package io.github.grubxen.deb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vafer.jdeb.Console;
import org.vafer.jdeb.DataConsumer;
import org.vafer.jdeb.DataProducer;
import org.vafer.jdeb.DebMaker;
import org.vafer.jdeb.PackagingException;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarArchiveEntry;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarConstants;

/** The one place that knows jdeb. */
final class JdebAssembler {
    /** What jdeb insists on before it writes anything; the finishing pass replaces it. */
    private static final String STAND_IN = """
            Package: %s
            Version: 0
            Section: admin
            Priority: optional
            Architecture: all
            Maintainer: jdeb
            Description: replaced when the package is finished
            """;

    /** A class of jdeb. */
    static final Class<?> LIBRARY = DebMaker.class;

    /**
     * jdeb takes a backslash for a slash and adds folders for it. No path has this character, so that what differed still does;
     * the finishing pass brings the right names.
     */
    private static final char STAND_IN_FOR_BACKSLASH = '\u0001';

    private JdebAssembler() {}

    /**
     * Assembles a package without its control data and with each file empty: the finishing pass brings both, so that what may
     * be gigabytes is read once and not written twice.
     *
     * @param work an empty folder to work in
     */
    static void assemble(PackageRecipe recipe, Path work, Path target) throws IOException {
        Path control = Files.createDirectories(work.resolve("control"));
        Files.writeString(control.resolve("control"), STAND_IN.formatted(recipe.name()));
        DataProducer payload = consumer -> produce(recipe, consumer);
        DebMaker maker = new DebMaker(new Silence(), List.of(payload), List.of());
        maker.setControl(control.toFile());
        maker.setDeb(target.toFile());
        maker.setCompression("none");
        maker.setEncoding("UTF-8");
        maker.setTarLongFileMode("gnu");
        maker.setTarBigNumberMode("gnu");
        maker.setOutputTimestampMs(recipe.time() * 1000);
        try {
            maker.validate();
            maker.makeDeb();
        } catch (PackagingException e) {
            throw new IOException("jdeb could not assemble " + recipe.name() + ": " + e.getMessage(), e);
        }
    }

    private static void produce(PackageRecipe recipe, DataConsumer consumer) throws IOException {
        consumer.onEachDir(entry("./", TarConstants.LF_DIR, 0755, Owner.ROOT));
        for (PackageEntry entry : recipe.contents().entries()) {
            String name = "./" + entry.path().replace('\\', STAND_IN_FOR_BACKSLASH);
            if (entry instanceof PackageEntry.Folder folder) {
                consumer.onEachDir(entry(name + "/", TarConstants.LF_DIR, folder.mode(), folder.owner()));
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

    /** jdeb's words are about its own steps; ours are said by the goal. */
    private static final class Silence implements Console {
        @Override
        public void debug(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}
    }
}
