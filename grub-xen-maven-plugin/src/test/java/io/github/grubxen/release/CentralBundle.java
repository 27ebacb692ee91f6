// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Checks a repository of staged files against Maven Central's requirements: elements of each POM, sources and Javadoc of each jar,
 * signatures and checksums. It needs only the JDK, so that {@code java CentralBundle.java DIRECTORY ARTIFACT...} runs it.
 *
 * <p>Source: central.sonatype.org, "Requirements".
 *
 * @param repository the directory, in the layout of a Maven repository
 */
record CentralBundle(Path repository) {
    private static final List<String> ELEMENTS = List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url");

    /** An element that a POM does not inherit. */
    private static final String OWN = "name";

    /** The repository, then the artifacts that it must contain. Prints the problems. */
    public static void main(String[] arguments) throws IOException {
        CentralBundle bundle = new CentralBundle(Path.of(arguments[0]));
        List<String> problems = bundle.problems(List.of(arguments).subList(1, arguments.length));
        problems.forEach(System.out::println);
        if (!problems.isEmpty()) {
            System.exit(1);
        }
        System.out.println(
                "Maven Central's requirements are met by " + bundle.poms().size() + " artifacts");
    }

    /** The problems. Empty if there are none. */
    List<String> problems(List<String> artifacts) throws IOException {
        List<String> problems = new ArrayList<>();
        TreeSet<String> found = new TreeSet<>();
        for (Path pom : poms()) {
            Element project = read(pom);
            found.add(text(project, "artifactId").orElse(""));
            checkPom(pom, project, problems);
            if (!text(project, "packaging").orElse("jar").equals("pom")) {
                checkJars(pom, problems);
            }
        }
        if (!found.equals(new TreeSet<>(artifacts))) {
            problems.add("artifacts: " + found + " instead of " + new TreeSet<>(artifacts));
        }
        for (Path file : files()) {
            checkFile(file, problems);
        }
        return problems;
    }

    private List<Path> poms() throws IOException {
        return files().stream().filter(file -> file.toString().endsWith(".pom")).toList();
    }

    /** The files that are uploaded: no checksum, no signature, and none of the repository's own lists. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(repository)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*(\\.(md5|sha1|sha256|sha512|asc)|maven-metadata[^/]*)"))
                    .sorted()
                    .toList();
        }
    }

    private void checkPom(Path pom, Element project, List<String> problems) throws IOException {
        String version = text(project, "version")
                .or(() -> text(project, "parent/version"))
                .orElse("");
        String group = text(project, "groupId")
                .or(() -> text(project, "parent/groupId"))
                .orElse("");
        String artifact = text(project, "artifactId").orElse("");
        Path place =
                repository.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
        if (!pom.equals(place.resolve(artifact + "-" + version + ".pom"))) {
            problems.add(pom + ": is the POM of " + group + ":" + artifact + ":" + version);
        }
        if (version.endsWith("-SNAPSHOT")) {
            problems.add(pom + ": the version is a SNAPSHOT");
        }
        for (String element : ELEMENTS) {
            if (value(project, element).isEmpty()) {
                problems.add(pom + ": no <" + element.replace("/", "><") + ">");
            }
        }
        for (String foreign : List.of("repositories", "pluginRepositories")) {
            if (child(project, foreign).isPresent()) {
                problems.add(pom + ": <" + foreign + ">, but Maven Central has to have everything");
            }
        }
    }

    /** The value of an element, of the POM itself or of a parent in the same repository. */
    private Optional<String> value(Element project, String element) throws IOException {
        Optional<String> own = text(project, element).filter(text -> !text.isEmpty());
        Optional<String> parent = text(project, "parent/artifactId");
        if (own.isPresent() || parent.isEmpty() || element.equals(OWN)) {
            return own;
        }
        String version = text(project, "parent/version").orElse("");
        Path pom = repository
                .resolve(text(project, "parent/groupId").orElse("").replace('.', '/'))
                .resolve(parent.get())
                .resolve(version)
                .resolve(parent.get() + "-" + version + ".pom");
        return Files.exists(pom) ? value(read(pom), element) : Optional.empty();
    }

    private static void checkJars(Path pom, List<String> problems) throws IOException {
        String base = pom.toString().replaceFirst("\\.pom$", "");
        for (String suffix : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
            Path jar = Path.of(base + suffix);
            if (Files.notExists(jar)) {
                problems.add(jar + ": is missing");
                continue;
            }
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                if (zip.size() == 0) {
                    problems.add(jar + ": is empty");
                }
            } catch (ZipException e) {
                problems.add(jar + ": is no jar");
            }
        }
    }

    private static void checkFile(Path file, List<String> problems) throws IOException {
        for (List<String> sum : List.of(List.of("md5", "MD5"), List.of("sha1", "SHA-1"))) {
            Path kept = Path.of(file + "." + sum.get(0));
            if (Files.notExists(kept)) {
                problems.add(kept + ": is missing");
            } else if (!Files.readString(kept).strip().equals(digest(file, sum.get(1)))) {
                problems.add(kept + ": is not the checksum of the file");
            }
        }
        Path signature = Path.of(file + ".asc");
        if (Files.notExists(signature)) {
            problems.add(signature + ": is missing");
        } else if (!isSigned(file, signature)) {
            problems.add(signature + ": gpg does not accept it as the signature of the file");
        }
    }

    private static boolean isSigned(Path file, Path signature) throws IOException {
        Process gpg = new ProcessBuilder("gpg", "--batch", "--verify", signature.toString(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return gpg.waitFor(1, TimeUnit.MINUTES) && gpg.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String digest(Path file, String algorithm) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private static Element read(Path pom) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new java.io.ByteArrayInputStream(
                            Files.readString(pom).getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(pom + ": " + e.getMessage(), e);
        }
    }

    /** The text of an element below another, by the names on the way to it. */
    private static Optional<String> text(Element above, String path) {
        Optional<Element> element = Optional.of(above);
        for (String name : path.split("/", -1)) {
            element = element.flatMap(one -> child(one, name));
        }
        return element.map(one -> one.getTextContent().strip());
    }

    private static Optional<Element> child(Element above, String name) {
        for (Node node = above.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }
}
