// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.InputFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The results that a run of the lab left in its directory. */
public final class FormerRun {
    /** Maximum size of the JUnit XML, in bytes. It has the console of each guest. */
    private static final long LARGEST = 64 << 20;

    /** A number of seconds. BigDecimal would take minutes to convert one with a large exponent. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,3})?");

    private static final String REMEDY = "Run the goal that boots the guests again.";

    private FormerRun() {}

    /**
     * A guest of the run.
     *
     * @param name the name of the case
     * @param problem the problem; empty if the case passed
     * @param time time to the last expected text, or to the failure
     * @param steps the expected texts that appeared
     * @param console the console as text
     */
    public record Booted(
            String name, Optional<String> problem, Duration time, List<CaseResult.Step> steps, String console) {
        /** Copies the list. */
        public Booted {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Reads the results. There are none if the lab has not run.
     *
     * @throws BadInput if they cannot be read
     */
    public static List<Booted> read(Path directory) throws IOException {
        Path file = directory.resolve(LabReport.XML);
        if (!InputFile.isThere(file)) {
            return List.of();
        }
        Bytes bytes = Bytes.read(file, LARGEST);
        List<Booted> booted = new ArrayList<>();
        try {
            Element suite = parser().parse(bytes.openStream()).getDocumentElement();
            for (Element one : children(suite, "testcase")) {
                booted.add(booted(one));
            }
        } catch (SAXException | NumberFormatException e) {
            throw new BadInput(file, "is not a report of the lab (" + e.getMessage() + ")", REMEDY);
        }
        return booted;
    }

    private static Booted booted(Element one) {
        Optional<String> problem = Optional.empty();
        for (String kind : List.of("error", "failure")) {
            for (Element problematic : children(one, kind)) {
                problem = Optional.of(problematic.getAttribute("message"));
            }
        }
        List<CaseResult.Step> steps = new ArrayList<>();
        for (Element properties : children(one, "properties")) {
            for (Element property : children(properties, "property")) {
                String value = property.getAttribute("value");
                int blank = value.indexOf(' ');
                if (property.getAttribute("name").equals(LabReport.STEP) && blank > 0) {
                    steps.add(new CaseResult.Step(value.substring(blank + 1), seconds(value.substring(0, blank))));
                }
            }
        }
        StringBuilder console = new StringBuilder();
        children(one, "system-out").forEach(text -> console.append(text.getTextContent()));
        String time = one.getAttribute("time");
        return new Booted(
                one.getAttribute("name"),
                problem,
                time.isEmpty() ? Duration.ZERO : seconds(time),
                steps,
                console.toString());
    }

    private static Duration seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw new NumberFormatException("'" + text + "' is not a number of seconds");
        }
        return Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact());
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    /** A parser that reads no other file and expands no entity. */
    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(null);
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Java's own parser has these features", e);
        }
    }
}
