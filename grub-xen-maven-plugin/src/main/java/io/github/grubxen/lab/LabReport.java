// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The results of a run: a transcript for each case, which is written while the guest runs, and a JUnit XML report, which is
 * rewritten after each case because the run may end there. Cases that were not reached are errors in it.
 */
final class LabReport {
    /** The end of a transcript's name. */
    static final String TEXT = ".txt";

    private static final String SUITE = "grub-xen.boot";

    /** Name of the JUnit XML. */
    static final String XML = "TEST-" + SUITE + ".xml";

    /** Name of a property of a case: the seconds from its start to an expected text, and the text in words. */
    static final String STEP = "step";

    private static final String NOT_REACHED = "not reached: the lab ended before";

    private final Path directory;
    private final List<BootCase> cases;
    private final List<CaseResult> results = new ArrayList<>();
    private String error = NOT_REACHED;
    private String console = "";

    LabReport(Path directory, List<BootCase> cases) throws IOException {
        this.directory = directory;
        this.cases = List.copyOf(cases);
        write();
    }

    /** The transcript of the next case. */
    Transcript begin() throws IOException {
        return new Transcript(file(cases.get(results.size())));
    }

    /** Records a result, and writes it at the top of the case's transcript. */
    void add(CaseResult result) throws IOException {
        results.add(result);
        Path file = file(result.bootCase());
        AtomicFile.write(file, out -> {
            String lines = Printable.line(result.line()) + "\n\n" + Printable.text(result.allowedLines());
            out.write(lines.getBytes(StandardCharsets.UTF_8));
            Files.copy(file, out);
        });
        write();
    }

    /** Records a failure of the lab during the next case, with the output of its guest so far. */
    void broken(String problem, String shown) throws IOException {
        error = problem;
        console = shown;
        write();
    }

    private Path file(BootCase bootCase) {
        return directory.resolve(bootCase.name() + TEXT);
    }

    private void write() throws IOException {
        AtomicFile.write(directory.resolve(XML), this::writeXml);
    }

    private void writeXml(OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", SUITE);
            xml.writeAttribute("tests", Integer.toString(cases.size()));
            xml.writeAttribute(
                    "failures",
                    Long.toString(
                            results.stream().filter(result -> !result.passed()).count()));
            xml.writeAttribute("errors", Integer.toString(cases.size() - results.size()));
            xml.writeAttribute("skipped", "0");
            xml.writeAttribute(
                    "time",
                    seconds(results.stream()
                            .mapToLong(result -> result.time().toMillis())
                            .sum()));
            for (int i = 0; i < cases.size(); i++) {
                xml.writeCharacters("\n  ");
                xml.writeStartElement("testcase");
                xml.writeAttribute("classname", SUITE + "." + cases.get(i).kind());
                xml.writeAttribute("name", cases.get(i).name());
                if (i < results.size()) {
                    writeResult(xml, results.get(i));
                } else {
                    xml.writeStartElement("error");
                    boolean running = i == results.size();
                    xml.writeAttribute("message", printable(running ? error : NOT_REACHED));
                    xml.writeEndElement();
                    writeText(xml, "system-out", running ? console : "");
                }
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void writeResult(XMLStreamWriter xml, CaseResult result) throws XMLStreamException {
        xml.writeAttribute("time", seconds(result.time().toMillis()));
        writeSteps(xml, result.steps());
        if (result.failure().isPresent()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(result.failure().get()));
            xml.writeEndElement();
        }
        writeText(xml, "system-out", result.allowedLines() + result.transcript());
        writeText(xml, "system-err", result.host());
    }

    private static void writeSteps(XMLStreamWriter xml, List<CaseResult.Step> steps) throws XMLStreamException {
        if (!steps.isEmpty()) {
            xml.writeStartElement("properties");
            for (CaseResult.Step step : steps) {
                xml.writeEmptyElement("property");
                xml.writeAttribute("name", STEP);
                xml.writeAttribute("value", seconds(step.time().toMillis()) + " " + printable(step.what()));
            }
            xml.writeEndElement();
        }
    }

    private static void writeText(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        if (!text.isEmpty()) {
            xml.writeStartElement(element);
            xml.writeCharacters(printable(text));
            xml.writeEndElement();
        }
    }

    /** Text without control characters and without characters that XML does not permit. */
    private static String printable(String text) {
        return Printable.text(text).replaceAll("[^\\n\\t\\x20-\\x{d7ff}]", "?");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }
}
