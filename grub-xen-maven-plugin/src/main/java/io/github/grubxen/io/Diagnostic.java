// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

/**
 * What is wrong, where, and what to do about it.
 *
 * @param place where
 * @param rule the rule or check that found it; {@link #INPUT} for input that cannot be read or used at all
 * @param severity how bad it is
 * @param problem what is wrong, without a final stop; UTF-8 that was read as one character a byte is decoded
 * @param remedy what the user can do, as a sentence of its own
 */
public record Diagnostic(Place place, String rule, Severity severity, String problem, String remedy) {
    /** The rule of whatever keeps input from being read or used at all. */
    public static final String INPUT = "input";

    /** How bad a problem is. */
    public enum Severity {
        /** The build goes on. */
        WARNING,
        /** The build fails. */
        ERROR
    }

    /** Decodes the two texts. */
    public Diagnostic {
        problem = Latin1.decoded(problem);
        remedy = Latin1.decoded(remedy);
    }

    /** Input that cannot be read or used. */
    public static Diagnostic input(Place place, String problem, String remedy) {
        return new Diagnostic(place, INPUT, Severity.ERROR, problem, remedy);
    }

    /** The same as found by a rule. */
    public Diagnostic by(String finder) {
        return new Diagnostic(place, finder, severity, problem, remedy);
    }

    /** The same at another place. */
    public Diagnostic at(Place other) {
        return new Diagnostic(other, rule, severity, problem, remedy);
    }

    /** Problem, rule and remedy, as sentences. */
    public String text() {
        return problem + (rule.equals(INPUT) ? "" : " [" + rule + "]") + ". " + remedy;
    }

    /** As {@link #toString}, on one line, whatever the names in it are. */
    public String line() {
        return Printable.line(place + ": " + text());
    }

    /** Place, problem, rule and remedy in one message, in which a terminal finds nothing to obey. The place is on one line. */
    @Override
    public String toString() {
        return Printable.line(place.toString()) + ": " + Printable.text(text());
    }
}
