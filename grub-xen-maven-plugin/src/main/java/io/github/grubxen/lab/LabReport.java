package io.github.grubxen.lab;

import io.github.grubxen.io.AtomicFile;
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
 * What a run leaves behind: a transcript for each case as soon as it is over, and at the end, however it comes, a JUnit XML in which a case
 * that was not reached is an error.
 */
final class LabReport implements AutoCloseable {
    private static final String SUITE = "grub-xen.boot";

    private final Path folder;
    private final List<BootCase> cases;
    private final List<CaseResult> results = new ArrayList<>();

    LabReport(Path folder, List<BootCase> cases) {
        this.folder = folder;
        this.cases = List.copyOf(cases);
    }

    /** Takes down a result. */
    void add(CaseResult result) throws IOException {
        results.add(result);
        Files.writeString(
                folder.resolve(result.bootCase().name() + ".txt"),
                result.line() + "\n\n" + result.transcript().strip() + "\n");
    }

    @Override
    public void close() throws IOException {
        AtomicFile.write(folder.resolve("TEST-" + SUITE + ".xml"), this::writeXml);
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
                    xml.writeAttribute("message", "not reached: the lab ended before");
                    xml.writeEndElement();
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
        if (result.failure().isPresent()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(result.failure().get()));
            xml.writeEndElement();
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(printable(result.transcript()));
        xml.writeEndElement();
    }

    /** Without what XML cannot hold. */
    private static String printable(String text) {
        return text.replaceAll("[^\\n\\t\\x20-\\x{d7ff}]", "?");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }
}
