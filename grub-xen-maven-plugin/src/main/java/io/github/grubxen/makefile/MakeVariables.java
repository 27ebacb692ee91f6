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

    private static final String FILE = "file";

    private final Map<String, Value> values = new HashMap<>();
    private final @Nullable MakeVariables outer;

    /**
     * A value.
     *
     * @param text the text, expanded unless the variable is recursive
     * @param recursive whether the text is expanded at each use
     * @param origin the origin, as make calls it
     * @param refusal why the value is not known, which matters only if it is used
     */
    record Value(String text, boolean recursive, String origin, Optional<BadInput> refusal) {
        /** Whether assignments in the file have no effect, because the user gave the value. */
        boolean fixed() {
            return origin.equals("command line");
        }
    }

    /** Variables within others, whose values they have unless they set them. */
    MakeVariables(@Nullable MakeVariables outer) {
        this.outer = outer;
    }

    /** The value of a name. */
    Optional<Value> get(String name) {
        Value own = values.get(name);
        return own != null || outer == null ? Optional.ofNullable(own) : outer.get(name);
    }

    /**
     * The text of a name, not expanded; empty without a value.
     *
     * @throws BadInput if only a run would show it
     */
    String text(String name) throws BadInput {
        Optional<Value> value = get(name);
        Optional<BadInput> refusal = value.flatMap(Value::refusal);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return value.map(Value::text).orElse("");
    }

    /** Sets a value, unless the user fixed it. */
    void put(String name, Value value) {
        if (get(name).map(former -> !former.fixed()).orElse(true)) {
            values.put(name, value);
        }
    }

    /** Sets a known value that is not expanded again. */
    void put(String name, String text) {
        put(name, text, "automatic");
    }

    /** Sets a known value that is not expanded again. */
    void put(String name, String text, String origin) {
        put(name, new Value(text, false, origin, Optional.empty()));
    }

    /** Adds a file to the list of those that have been read. */
    void appendFile(String name) {
        put("MAKEFILE_LIST", get("MAKEFILE_LIST").map(Value::text).orElse("") + " " + name, FILE);
    }

    /** Removes a value, unless the user fixed it. */
    void remove(String name) {
        if (!get(name).map(Value::fixed).orElse(false)) {
            values.remove(name);
        }
    }

    /** Sets these variables in others. */
    void copyTo(MakeVariables target) {
        values.forEach(target::put);
    }

    /**
     * Assigns as a line of the file does.
     *
     * @param operator {@code =}, {@code :=}, {@code ::=}, {@code ?=}, {@code +=} or {@code !=}
     * @param scope the variables that the text can use
     */
    void assign(Spot spot, String name, String operator, String text, MakeVariables scope, Expansion expansion)
            throws BadInput {
        Optional<Value> former = get(name);
        switch (operator) {
            case "=" -> put(name, recursive(text));
            case "?=" -> {
                if (former.isEmpty()) {
                    put(name, recursive(text));
                }
            }
            case "+=" -> {
                boolean recursive = former.map(Value::recursive).orElse(true);
                Value added = recursive ? recursive(text) : expanded(spot, text, scope, expansion);
                put(name, former.isPresent() ? joined(spot, former.get(), added) : added);
            }
            case "!=" ->
                put(
                        name,
                        new Value(
                                "",
                                false,
                                FILE,
                                Optional.of(spot.refused(
                                        "the value of " + name + " is the output of a command, which is not run",
                                        Refusals.RUN))));
            default -> put(name, expanded(spot, text, scope, expansion));
        }
    }

    private static Value recursive(String text) {
        return new Value(text, true, FILE, Optional.empty());
    }

    private static Value joined(Spot spot, Value former, Value added) throws BadInput {
        String text = former.text().isEmpty() ? added.text() : former.text() + " " + added.text();
        if (text.length() > LONGEST_VALUE) {
            throw spot.refused("a value is longer than " + LONGEST_VALUE + " characters");
        }
        return new Value(
                text,
                former.recursive(),
                former.fixed() ? former.origin() : FILE,
                former.refusal().or(added::refusal));
    }

    private static Value expanded(Spot spot, String text, MakeVariables scope, Expansion expansion) {
        try {
            return new Value(expansion.expand(text, scope, spot), false, FILE, Optional.empty());
        } catch (BadInput e) {
            return new Value("", false, FILE, Optional.of(e));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
