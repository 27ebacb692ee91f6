package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The fields of a binary package's control file: what each may hold, and the order in which dpkg writes them.
 *
 * <p>Source: Debian Policy, chapters 5 and 7; deb-control(5).
 */
public final class ControlFields {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    private static final Pattern YES_NO = Pattern.compile("yes|no");
    private static final Pattern LINE = Pattern.compile("\\S(?:.*\\S)?");

    /** Name and address: an address in angle brackets at the end, as mail programs take it. */
    private static final Pattern MAINTAINER = Pattern.compile("[^<>\\n]*[^<>\\s] <[^<>\\s@]+@[^<>\\s@]+>");

    /** Order of dpkg's own fields; what a value must be where a pattern tells. */
    private static final Map<String, Pattern> FIELDS = new LinkedHashMap<>();

    private static final List<String> MANDATORY =
            List.of("Package", "Version", "Architecture", "Maintainer", "Description");

    static {
        FIELDS.put("Package", NAME);
        FIELDS.put("Source", Pattern.compile(NAME + "(?: \\([^()\\s]+\\))?"));
        FIELDS.put("Version", LINE);
        FIELDS.put("Architecture", Pattern.compile("all|[a-z0-9]+(?:-[a-z0-9]+)*"));
        FIELDS.put("Essential", YES_NO);
        FIELDS.put("Protected", YES_NO);
        FIELDS.put("Origin", LINE);
        FIELDS.put("Bugs", Pattern.compile("(?:debbugs://|mailto:|https?://)\\S+"));
        FIELDS.put("Maintainer", MAINTAINER);
        FIELDS.put("Installed-Size", Pattern.compile("[0-9]{1,12}"));
        for (String relation : Relations.FIELDS) {
            FIELDS.put(relation, Pattern.compile("(?s).+"));
        }
        FIELDS.put("Section", Pattern.compile("(?:[a-z0-9-]+/)?[a-z0-9-]+"));
        FIELDS.put("Priority", Pattern.compile("required|important|standard|optional|extra"));
        FIELDS.put("Multi-Arch", Pattern.compile("same|foreign|allowed|no"));
        FIELDS.put("Homepage", Pattern.compile("(?:https?|ftp)://\\S+"));
        FIELDS.put("Description", Pattern.compile("\\S.*(?:\\n.*\\S.*)*"));
        FIELDS.put("Tag", Pattern.compile("[a-z0-9-]+::[a-z0-9+:.-]+(?:,\\s+[a-z0-9-]+::[a-z0-9+:.-]+)*"));
    }

    private ControlFields() {}

    /** The names of all fields, in dpkg's order. */
    public static List<String> names() {
        return List.copyOf(FIELDS.keySet());
    }

    /**
     * Refuses a control file that dpkg or an archive would refuse.
     *
     * @param where the POM element that the fields come from, for messages
     * @return the fields in dpkg's order
     */
    public static ControlParagraph check(String where, ControlParagraph control) throws BadInput {
        for (String name : MANDATORY) {
            if (control.get(name).isEmpty()) {
                throw new BadInput(where, "the field " + name + " is missing", "Set it.");
            }
        }
        for (Map.Entry<String, String> field : control.fields().entrySet()) {
            Pattern pattern = FIELDS.get(field.getKey());
            if (pattern == null) {
                throw new BadInput(
                        where,
                        "'" + field.getKey() + "' is no field of a binary package",
                        "Use one of " + String.join(", ", FIELDS.keySet()) + ".");
            }
            if (!pattern.matcher(field.getValue()).matches()) {
                throw new BadInput(
                        where + "/" + field.getKey(),
                        "'" + field.getValue() + "' is no value for this field",
                        "See deb-control(5) for what it may hold.");
            }
            if (Relations.FIELDS.contains(field.getKey())) {
                Relations.check(where, field.getKey(), field.getValue());
            }
        }
        DebVersion.check(where + "/Version", control.get("Version").orElseThrow());
        return inOrder(control);
    }

    private static ControlParagraph inOrder(ControlParagraph control) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String name : FIELDS.keySet()) {
            control.get(name).ifPresent(value -> ordered.put(name, value));
        }
        return new ControlParagraph(ordered);
    }
}
