// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A problem, its place and its remedy.
 *
 * @param place the place of the problem
 * @param rule the rule or check that found it; {@link #INPUT} for input that cannot be read or used at all
 * @param severity whether it is a warning or an error
 * @param problem the problem, without a final stop; UTF-8 that was read with one character for each byte is decoded
 * @param quoted lines of another program's output that show the problem; a message shows each on a separate line
 * @param remedy what the user can do, as a complete sentence
 */
public record Diagnostic(
        Place place, String rule, Severity severity, String problem, List<String> quoted, String remedy) {
    /** The rule of problems because of which input cannot be read or used at all. */
    public static final String INPUT = "input";

    /** Whether a problem is a warning or an error. */
    public enum Severity {
        /** The build continues. */
        WARNING,
        /** The build fails. */
        ERROR
    }

    /**
     * Maximum number of characters in one part of a message. A part can contain a name from an input, and such a name can be as
     * long as a file.
     */
    private static final int MAX_PART = 4000;

    /** Decodes the problem and the remedy, and copies the list. */
    public Diagnostic {
        quoted = List.copyOf(quoted);
        problem = Latin1.decoded(problem);
        remedy = Latin1.decoded(remedy);
    }

    /** A problem without quoted lines. */
    public Diagnostic(Place place, String rule, Severity severity, String problem, String remedy) {
        this(place, rule, severity, problem, List.of(), remedy);
    }

    /** Input that cannot be read or used. */
    public static Diagnostic input(Place place, String problem, String remedy) {
        return new Diagnostic(place, INPUT, Severity.ERROR, problem, remedy);
    }

    /** This diagnostic with another rule. */
    public Diagnostic by(String finder) {
        return new Diagnostic(place, finder, severity, problem, quoted, remedy);
    }

    /** This diagnostic with another place. */
    public Diagnostic at(Place other) {
        return new Diagnostic(other, rule, severity, problem, quoted, remedy);
    }

    /** Problem, rule and remedy, as sentences, without quoted lines. */
    public String text() {
        return problem + named() + ". " + remedy;
    }

    /** As {@link #toString}, on one line. */
    public String line() {
        String lines = quoted.isEmpty() ? "" : ": " + String.join(" ", quoted);
        String text = problem + named() + lines;
        return shown(place.toString()) + ": " + shown(text) + (text.endsWith(".") ? " " : ". ") + shown(remedy);
    }

    /**
     * Place, problem, rule and remedy in one message, without control characters. Line ends occur only around quoted lines, so
     * that an input cannot add a line to the message.
     */
    @Override
    public String toString() {
        String lines = quoted.stream().map(line -> Printable.text(line) + "\n").collect(Collectors.joining());
        return shown(place.toString()) + ": " + shown(problem + named()) + (lines.isEmpty() ? ". " : ":\n" + lines)
                + shown(remedy);
    }

    private String named() {
        return rule.equals(INPUT) ? "" : " [" + rule + "]";
    }

    private static String shown(String part) {
        String line = part.length() > MAX_PART ? part.substring(0, MAX_PART) + "..." : part;
        return Printable.line(line);
    }
}
