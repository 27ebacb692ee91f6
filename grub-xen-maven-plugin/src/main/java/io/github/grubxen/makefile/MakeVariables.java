// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variables of a Makefile. Those of the environment are not among them, so that every machine reads the same. */
final class MakeVariables {
    /** Maximum length of a value, in characters. */
    static final int LONGEST_VALUE = 1 << 18;

    private final Map<String, Value> values = new HashMap<>();
    private final @Nullable MakeVariables outer;

    /**
     * A value.
     *
     * @param text the text, expanded unless the variable is recursive
     * @param recursive whether the text is expanded at each use
     * @param line the line that assigns it
     * @param fixed whether assignments in the file have no effect, because the user gave the value
     * @param refusal why the value is not known, which matters only if it is used
     */
    record Value(String text, boolean recursive, int line, boolean fixed, Optional<BadInput> refusal) {}

    /** Variables within others, whose values they have unless they set them. */
    MakeVariables(@Nullable MakeVariables outer) {
        this.outer = outer;
    }

    /** The value of a name. */
    Optional<Value> get(String name) {
        Value own = values.get(name);
        return own != null || outer == null ? Optional.ofNullable(own) : outer.get(name);
    }

    /** Sets a value, unless the user fixed it. */
    void put(String name, Value value) {
        if (get(name).map(former -> !former.fixed()).orElse(true)) {
            values.put(name, value);
        }
    }

    /** Sets a known value that is not expanded again. */
    void put(String name, String text) {
        put(name, new Value(text, false, 0, false, Optional.empty()));
    }

    /** Whether these variables set a name themselves. */
    void copyTo(MakeVariables target) {
        values.forEach(target::put);
    }

    /**
     * Assigns as a line of the file does.
     *
     * @param operator {@code =}, {@code :=}, {@code ::=}, {@code ?=}, {@code +=} or {@code !=}
     */
    void assign(String file, int line, String name, String operator, String text, Expansion expansion) throws BadInput {
        Optional<Value> former = get(name);
        switch (operator) {
            case "=" -> put(name, new Value(text, true, line, false, Optional.empty()));
            case "?=" -> {
                if (former.isEmpty()) {
                    put(name, new Value(text, true, line, false, Optional.empty()));
                }
            }
            case "+=" -> {
                boolean recursive = former.map(Value::recursive).orElse(true);
                Value added = recursive
                        ? new Value(text, true, line, false, Optional.empty())
                        : expanded(line, text, expansion);
                put(name, former.isPresent() ? joined(file, former.get(), added) : added);
            }
            case "!=" ->
                put(
                        name,
                        new Value(
                                "",
                                false,
                                line,
                                false,
                                Optional.of(Refusals.at(
                                        file,
                                        line,
                                        "the value of " + name + " is the output of a command, which is not run",
                                        Refusals.RUN))));
            default -> put(name, expanded(line, text, expansion));
        }
    }

    private static Value joined(String file, Value former, Value added) throws BadInput {
        String text = former.text().isEmpty() ? added.text() : former.text() + " " + added.text();
        if (text.length() > LONGEST_VALUE) {
            throw Refusals.syntax(file, added.line(), "a value is longer than " + LONGEST_VALUE + " characters");
        }
        return new Value(
                text,
                former.recursive(),
                added.line(),
                former.fixed(),
                former.refusal().or(added::refusal));
    }

    private Value expanded(int line, String text, Expansion expansion) {
        try {
            return new Value(expansion.expand(text, this, line), false, line, false, Optional.empty());
        } catch (BadInput e) {
            return new Value("", false, line, false, Optional.of(e));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
