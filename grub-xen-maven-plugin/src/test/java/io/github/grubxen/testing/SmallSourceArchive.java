// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.grubxen.io.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A signed archive with one source package, on a web server of this machine, and the configuration of an apt that uses it. */
public final class SmallSourceArchive implements Closeable {
    /** Name of the source package. */
    public static final String NAME = "small";

    private final Path directory;
    private final Path root;
    private final String suite;
    private final HttpServer server;

    /** Makes an empty archive for a suite, with a key. */
    public SmallSourceArchive(Path directory, String suite) throws IOException {
        Tools.require("gpg", "gpgv", "apt-get");
        this.directory = directory;
        this.suite = suite;
        root = Files.createDirectories(directory.resolve("archive"));
        gpg("--quick-gen-key", "archive@example.org", "rsa2048", "sign");
        gpg("--output", "archive.gpg", "--export", "archive@example.org");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        Path sources = Files.createDirectories(configuration().resolve("sources.list.d"));
        Files.writeString(
                sources.resolve("archive.sources"),
                "Types: deb\nURIs: http://127.0.0.1:" + server.getAddress().getPort() + "/\nSuites: " + suite
                        + "\nComponents: main\nSigned-By: " + directory.resolve("archive.gpg") + "\n");
    }

    /** A directory in place of /etc/apt. */
    public Path configuration() {
        return directory.resolve("etc-apt");
    }

    /** The place of a file of the pool. */
    public Path pool(String name) {
        return root.resolve("pool").resolve(name);
    }

    /**
     * Puts a version of the source package in place of the former one, and signs the lists.
     *
     * @param release further lines of the file Release
     */
    public void publish(String version, String release) throws IOException {
        Files.createDirectories(root.resolve("pool"));
        Path original = Files.writeString(pool(NAME + "_" + version + ".orig.tar.xz"), "original " + version);
        Path debian = Files.writeString(pool(NAME + "_" + version + "-1.debian.tar.xz"), "debian " + version);
        String fields = "Format: 3.0 (quilt)\n%s: " + NAME + "\nBinary: " + NAME + "\nArchitecture: any\nVersion: "
                + version + "-1\nMaintainer: M <m@example.org>\n";
        Path dsc = Files.writeString(
                pool(NAME + "_" + version + "-1.dsc"),
                fields.formatted("Source") + "Checksums-Sha256:" + sums(original, debian) + "\n");
        Path lists =
                Files.createDirectories(root.resolve("dists").resolve(suite).resolve("main/source"));
        Path sources = Files.writeString(
                lists.resolve("Sources"),
                fields.formatted("Package") + "Directory: pool\nChecksums-Sha256:" + sums(dsc, original, debian)
                        + "\n");
        Path text = Files.writeString(
                lists.resolve("../../Release").normalize(),
                "Suite: " + suite + "\nCodename: " + suite + "\nComponents: main\nArchitectures: amd64\n"
                        + "Date: Thu, 01 Jan 2026 00:00:00 UTC\n" + release + "SHA256:"
                        + sums(sources).replace(" Sources", " main/source/Sources") + "\n");
        Files.deleteIfExists(text.resolveSibling("InRelease"));
        gpg("--output", text.resolveSibling("InRelease").toString(), "--clearsign", text.toString());
    }

    private static String sums(Path... files) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Path file : files) {
            sums.append("\n ")
                    .append(Digest.sha256(file))
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(file.getFileName());
        }
        return sums.toString();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = root.resolve(exchange.getRequestURI().getPath().substring(1))
                    .normalize();
            byte[] body = Files.isRegularFile(file) && file.startsWith(root)
                    ? Files.readAllBytes(file)
                    : "not here".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(Files.isRegularFile(file) ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void gpg(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", ".", "--batch", "--quiet"));
        command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase", ""));
        command.addAll(List.of(arguments));
        Tools.run(directory, command.toArray(String[]::new));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
