// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.SourcePackage;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of a binary package's control file: their valid values, and the order in which dpkg writes them.
 *
 * <p>Source: Debian Policy, chapters 5 (5.7 for user-defined fields) and 7; deb-control(5).
 */
public final class ControlFields {
    private static final Pattern NAME = Pattern.compile(SourcePackage.NAME);
    private static final Pattern YES_NO = Pattern.compile("yes|no");
    private static final Pattern LINE = Pattern.compile("\\S(?:.*\\S)?");

    /** The pattern for fields whose values are checked in code. */
    private static final Pattern ANYTHING = Pattern.compile("(?s).+");

    /**
     * Characters that a value must not contain. Line feeds separate its lines, and a tab is a blank. dpkg ends a value
     * at a zero byte.
     */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|\\p{Cs}");

    private static final Pattern EMPTY_LINE = Pattern.compile("\\n[ \\t]*(?=\\n|$)");

    /** Name and address, with the address in angle brackets at the end, as mail programs expect it. */
    private static final Pattern MAINTAINER = Pattern.compile("[^<>\\n]*[^<>\\s] <[^<>\\s@]+@[^<>\\s@]+>");

    private static final Pattern USERS_OWN = Pattern.compile("XB-([A-Z](?:-?[A-Za-z0-9])+)");

    /** dpkg's own fields in their order, with a pattern for the values of each. */
    private static final Map<String, Pattern> FIELDS = new LinkedHashMap<>();

    /** Fields of other files than a package's control file, and former names of fields, in lower case. */
    private static final Set<String> NOT_IN_PACKAGES = Set.of(
            "class",
            "conffiles",
            "config-version",
            "config_version",
            "description-md5",
            "filename",
            "md5sum",
            "msdos-filename",
            "optional",
            "package-revision",
            "package_revision",
            "recommended",
            "revision",
            "sha1",
            "sha256",
            "sha512",
            "size",
            "status",
            "triggers-awaited",
            "triggers-pending");

    private static final String A_NAME =
            "A package's name has lower-case letters, digits and + - . alone, and begins with a letter or a digit.";

    /** Descriptions of the valid values of fields that are often wrong. */
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("Package", A_NAME),
            Map.entry("Maintainer", "Write it as Name <address>."),
            Map.entry("Architecture", "Use amd64, all, or another architecture that dpkg-architecture -L lists."),
            Map.entry("Essential", "Use yes or no."),
            Map.entry("Protected", "Use yes or no."),
            Map.entry("Multi-Arch", "Use same, foreign, allowed or no."),
            Map.entry("Priority", "Use required, important, standard, optional or extra."),
            Map.entry("Section", "Use lower-case letters, digits and hyphens, such as admin or contrib/admin."),
            Map.entry("Tag", "Write it as in 'role::program, admin::boot'."),
            Map.entry("Bugs", "Begin it with debbugs://, mailto:, http:// or https://, and leave no blank in it."),
            Map.entry("Homepage", "Begin it with http://, https:// or ftp://, and leave no blank in it."),
            Map.entry("Description", "Begin it with a line of text, and leave no line empty."));

    /** The remedy for a missing field. */
    static final String MISSING = "Set it.";

    private static final List<String> MANDATORY =
            List.of("Package", "Version", "Architecture", "Maintainer", "Description");

    static {
        FIELDS.put("Package", Pattern.compile("[a-z0-9][a-z0-9+.-]*"));
        FIELDS.put("Source", ANYTHING);
        FIELDS.put("Version", ANYTHING);
        FIELDS.put("Architecture", Architectures.FIELD);
        FIELDS.put("Essential", YES_NO);
        FIELDS.put("Protected", YES_NO);
        FIELDS.put("Origin", LINE);
        FIELDS.put("Bugs", Pattern.compile("(?:debbugs://|mailto:|https?://)\\S+"));
        FIELDS.put("Maintainer", MAINTAINER);
        FIELDS.put("Installed-Size", Pattern.compile("[0-9]{1,12}"));
        for (String relation : Relations.FIELDS) {
            FIELDS.put(relation, ANYTHING);
        }
        FIELDS.put("Section", Pattern.compile("(?:[a-z0-9-]+/)?[a-z0-9-]+"));
        FIELDS.put("Priority", Pattern.compile("required|important|standard|optional|extra"));
        FIELDS.put("Multi-Arch", Pattern.compile("same|foreign|allowed|no"));
        FIELDS.put("Homepage", Pattern.compile("(?:https?|ftp)://\\S+"));
        FIELDS.put("Description", Pattern.compile("(?s)\\S.*"));
        FIELDS.put("Tag", Pattern.compile("(?:[a-z0-9-]+::[a-z0-9+:.-]+(?:,\\s+(?!$)|$))++"));
    }

    private ControlFields() {}

    /** The names of all fields, in dpkg's order. */
    public static List<String> names() {
        return List.copyOf(FIELDS.keySet());
    }

    /** Whether a text names a maintainer: a name, a blank, and an address in angle brackets. */
    public static boolean isMaintainer(String text) {
        return MAINTAINER.matcher(text).matches() && !UNFIT.matcher(text).find();
    }

    /**
     * Refuses control fields that dpkg or an archive would refuse. Fields of your own have names that begin with XB-,
     * as in a source package. The package contains them without this prefix.
     *
     * @param where the POM element that the fields come from, for messages
     * @return the fields, in dpkg's order
     */
    public static BinaryControl check(String where, ControlParagraph control) throws BadInput {
        for (String name : control.fields().keySet()) {
            if (!FIELDS.containsKey(name) && !isUsersOwn(name)) {
                throw new BadInput(
                        where,
                        "'" + name + "' is not a field of a binary package",
                        "Use one of " + String.join(", ", FIELDS.keySet())
                                + ", or one of your own: XB-, a capital letter, and letters, digits and single hyphens.");
            }
            checkLines(where, name, control.get(name).orElse(""));
        }
        BinaryControl checked = checkFinished(where, control);
        if (!NAME.matcher(checked.name()).matches()) { // dpkg would accept it, but no archive does
            throw new BadInput(where + "/Package", "a name of one letter", "Use a longer one.");
        }
        return new BinaryControl(checked.name(), checked.version(), checked.architecture(), inOrder(control));
    }

    /**
     * Checks the fields of a finished package, which may contain unknown fields.
     *
     * @param where the file, for messages
     */
    public static BinaryControl checkFinished(String where, ControlParagraph control) throws BadInput {
        for (String name : MANDATORY) {
            if (control.get(name).orElse("").isBlank()) {
                throw new BadInput(where, "the field " + name + " is missing", MISSING);
            }
        }
        for (Map.Entry<String, String> field : control.fields().entrySet()) {
            checkCharacters(where + "/" + field.getKey(), field.getValue());
        }
        for (Map.Entry<String, Pattern> field : FIELDS.entrySet()) {
            Optional<String> value = control.get(field.getKey());
            if (value.isPresent() && !field.getValue().matcher(value.get()).matches()) {
                throw new BadInput(
                        where + "/" + field.getKey(),
                        "'" + value.get() + "' is not a valid value for this field",
                        REMEDIES.getOrDefault(field.getKey(), "See deb-control(5) for what it may hold."));
            }
            if (value.isPresent() && Relations.FIELDS.contains(field.getKey())) {
                Relations.check(where, field.getKey(), value.get());
            }
        }
        BinaryControl typed = BinaryControl.of(new Place.Named(where), control, MISSING);
        DebVersion.check(where + "/Version", typed.version());
        Place source = new Place.Named(where + "/Source");
        DebVersion.check(source, SourcePackage.of(source, typed).version());
        if (control.get("Architecture").equals(Optional.of("all"))
                && control.get("Multi-Arch").equals(Optional.of("same"))) {
            throw new BadInput(
                    where + "/Multi-Arch",
                    "'same' is for packages that there are of several architectures, and this one is of all",
                    "Use foreign, or no.");
        }
        return typed;
    }

    /** The fields in dpkg's order. Fields of your own are last, ordered by name. */
    static ControlParagraph inOrder(ControlParagraph control) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String name : FIELDS.keySet()) {
            control.get(name).ifPresent(value -> ordered.put(name, value));
        }
        Map<String, String> others = new TreeMap<>();
        control.fields().forEach((name, value) -> {
            if (!FIELDS.containsKey(name)) {
                others.put(name.replaceFirst("^XB-", ""), value);
            }
        });
        ordered.putAll(others);
        return new ControlParagraph(ordered);
    }

    private static void checkLines(String where, String name, String value) throws BadInput {
        if (value.isBlank() && !MANDATORY.contains(name)) {
            throw new BadInput(where + "/" + name, "is empty", "Give the field a value, or leave it out.");
        }
        if (EMPTY_LINE.matcher(value).find()) {
            throw new BadInput(
                    where + "/" + name,
                    "has an empty line, at which dpkg ends the fields",
                    "Write a full stop on that line, or remove it.");
        }
    }

    private static void checkCharacters(String where, String value) throws BadInput {
        Matcher unfit = UNFIT.matcher(value);
        if (unfit.find()) {
            String problem = String.format(
                    "contains the character U+%04X, which is not text",
                    unfit.group().codePointAt(0));
            throw new BadInput(where, problem, "Remove the character: it is invisible.");
        }
    }

    private static boolean isUsersOwn(String name) {
        Matcher own = USERS_OWN.matcher(name);
        return own.matches()
                && !NOT_IN_PACKAGES.contains(own.group(1).toLowerCase(Locale.ROOT))
                && FIELDS.keySet().stream().noneMatch(field -> field.equalsIgnoreCase(own.group(1)));
    }
}
