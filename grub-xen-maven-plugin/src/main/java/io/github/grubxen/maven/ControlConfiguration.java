// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The control fields of a {@code <package>}, each with the name of Debian's field. A field that is not given has the plugin's
 * default.
 */
public class ControlConfiguration {
    /** Removes a default. Maven does not report an empty element, so it needs a word. */
    private static final String NONE = "none";

    /** Fields of your own. Each element has the field's name as in a source package, such as {@code XB-Site-Id}. */
    private Map<String, String> fields = new LinkedHashMap<>();

    private final Map<String, String> given = new LinkedHashMap<>();

    /** Reported when the fields are used, because Maven shows an exception of a setter without its place. */
    private String givenTwice = "";

    /** For Maven. */
    public void setSource(String value) {
        set("Source", value);
    }

    /** For Maven. */
    public void setArchitecture(String value) {
        set("Architecture", value);
    }

    /** For Maven. */
    public void setEssential(String value) {
        set("Essential", value);
    }

    /** For Maven. */
    public void setProtected(String value) {
        set("Protected", value);
    }

    /** For Maven. */
    public void setOrigin(String value) {
        set("Origin", value);
    }

    /** For Maven. */
    public void setBugs(String value) {
        set("Bugs", value);
    }

    /** For Maven. */
    public void setMaintainer(String value) {
        set("Maintainer", value);
    }

    /** For Maven. */
    public void setPreDepends(String value) {
        set("Pre-Depends", value);
    }

    /** For Maven. */
    public void setDepends(String value) {
        set("Depends", value);
    }

    /** For Maven. */
    public void setRecommends(String value) {
        set("Recommends", value);
    }

    /** For Maven. */
    public void setSuggests(String value) {
        set("Suggests", value);
    }

    /** For Maven. */
    public void setEnhances(String value) {
        set("Enhances", value);
    }

    /** For Maven. */
    public void setConflicts(String value) {
        set("Conflicts", value);
    }

    /** For Maven. */
    public void setBreaks(String value) {
        set("Breaks", value);
    }

    /** For Maven. */
    public void setReplaces(String value) {
        set("Replaces", value);
    }

    /** For Maven. */
    public void setProvides(String value) {
        set("Provides", value);
    }

    /** For Maven. */
    public void setBuiltUsing(String value) {
        set("Built-Using", value);
    }

    /** For Maven. */
    public void setStaticBuiltUsing(String value) {
        set("Static-Built-Using", value);
    }

    /** For Maven. */
    public void setSection(String value) {
        set("Section", value);
    }

    /** For Maven. */
    public void setPriority(String value) {
        set("Priority", value);
    }

    /** For Maven. */
    public void setMultiArch(String value) {
        set("Multi-Arch", value);
    }

    /** For Maven. */
    public void setHomepage(String value) {
        set("Homepage", value);
    }

    /** For Maven. */
    public void setTag(String value) {
        set("Tag", value);
    }

    /**
     * Refuses a field that is given twice.
     *
     * @param where the {@code <package>}, for messages
     */
    final void checkOnce(String where) throws BadInput {
        if (!givenTwice.isEmpty()) {
            throw new BadInput(where, "the field " + givenTwice + " is given twice", "Put all of it into one element.");
        }
        for (String name : fields.keySet()) {
            if (!name.startsWith("XB-")) {
                throw new BadInput(
                        where + "/<fields>",
                        "'" + name + "' is not a name for a field of your own",
                        "Begin it with XB-. All other fields are elements of the package.");
            }
        }
    }

    /** The given fields instead of the defaults; {@code none} removes a default. */
    final ControlParagraph applyTo(ControlParagraph defaults) {
        ControlParagraph control = defaults;
        for (Map.Entry<String, String> field : given.entrySet()) {
            control = field.getValue().equals(NONE)
                    ? control.without(field.getKey())
                    : control.with(field.getKey(), field.getValue());
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            control = control.with(field.getKey(), line(Objects.requireNonNullElse(field.getValue(), "")));
        }
        return control;
    }

    private void set(String field, String value) {
        if (given.put(field, line(value)) != null) {
            givenTwice = field;
        }
    }

    private static String line(String value) {
        return value.strip().replaceAll("\\s*\\n\\s*", " ");
    }
}
