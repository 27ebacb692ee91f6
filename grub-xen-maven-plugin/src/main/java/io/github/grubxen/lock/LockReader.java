// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Choice;
import io.github.grubxen.io.Place;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a lock file that may be damaged, or written by hand. */
final class LockReader {
    private static final long MAX_BYTES = 1 << 20;

    private static final String REMEDY =
            "Take the file from version control, or remove it and run the goal grub-xen:lock, which writes a new one.";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+.-]*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~:-]*");
    private static final Pattern DETAIL = Pattern.compile("[A-Za-z0-9][\\w.+:-]*");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WORD = Pattern.compile("\\S+");

    private static final Choice<LockOrigin.Kind> KIND = Choice.of("kind of origin", LockOrigin.Kind.values());

    private final Path path;
    private final Map<Object, Integer> lines = new HashMap<>();
    private final List<LockedFile> files = new ArrayList<>();
    private final Map<Platform, TreeDigest> trees = new EnumMap<>(Platform.class);

    private LockReader(Path path) {
        this.path = path;
    }

    /** A paragraph, with the line number of each field by its name in lower case. */
    private final class Paragraph {
        private final ControlParagraph fields;
        private final Map<String, Integer> at;
        private final Set<String> unread;

        Paragraph(ControlParagraph fields, Map<String, Integer> at) {
            this.fields = fields;
            this.at = at;
            this.unread = new HashSet<>(at.keySet());
        }

        boolean has(String field) {
            return fields.get(field).isPresent();
        }

        int line(String field) {
            return at.getOrDefault(field.toLowerCase(Locale.ROOT), first());
        }

        String get(String field, Pattern syntax) throws BadInput {
            unread.remove(field.toLowerCase(Locale.ROOT));
            if (!has(field)) {
                throw bad(first(), "this paragraph has no field " + field);
            }
            String value = fields.get(field).orElse("");
            if (!syntax.matcher(value).matches()) {
                throw bad(line(field), "'" + value + "' is not a valid value of the field " + field);
            }
            return value;
        }

        void checkNoOther() throws BadInput {
            OptionalInt line = unread.stream().mapToInt(at::get).min();
            if (line.isPresent()) {
                throw bad(line.getAsInt(), "a paragraph of this kind has no such field");
            }
        }

        private int first() {
            return at.values().stream().mapToInt(line -> line).min().orElse(1);
        }
    }

    static LockFile read(Path path) throws IOException {
        return new LockReader(path).read(Bytes.read(path, MAX_BYTES).utf8());
    }

    private LockFile read(String text) throws BadInput {
        List<ControlParagraph> all = ControlParagraph.readAll(path.toString(), text);
        List<Map<String, Integer>> numbers = numbers(text);
        if (all.isEmpty()) {
            throw new BadInput(path, "is empty", REMEDY);
        }
        Paragraph head = new Paragraph(all.get(0), numbers.get(0));
        checkFormat(head);
        LockOrigin origin = origin(head);
        String source = head.get(LockFormat.SOURCE, NAME);
        String version = head.get(LockFormat.VERSION, VERSION);
        head.checkNoOther();
        lines.put(LockFormat.VERSION, head.line(LockFormat.VERSION));
        for (int i = 1; i < all.size(); i++) {
            Paragraph paragraph = new Paragraph(all.get(i), numbers.get(i));
            if (paragraph.has(LockFormat.PLATFORM)) {
                addTree(paragraph);
            } else {
                addFile(paragraph);
            }
            paragraph.checkNoOther();
        }
        if (trees.isEmpty()) {
            throw new BadInput(path, "names no tree of a platform, so the file is cut off", REMEDY);
        }
        return new LockFile(path, new GrubLock(origin, source, version, files, trees), lines);
    }

    private void checkFormat(Paragraph head) throws BadInput {
        String format = head.get(LockFormat.FORMAT, WORD);
        if (!format.equals(LockFormat.NUMBER)) {
            throw new BadInput(
                    place(head.line(LockFormat.FORMAT)),
                    "a lock in format " + format + ", but this version of the plugin only knows format "
                            + LockFormat.NUMBER,
                    "Use the version of the plugin that wrote the lock, or a later one.");
        }
    }

    private LockOrigin origin(Paragraph head) throws BadInput {
        int line = head.line(LockFormat.ORIGIN);
        lines.put(LockFormat.ORIGIN, line);
        LockOrigin.Kind kind = KIND.read(place(line).toString(), head.get(LockFormat.ORIGIN, WORD));
        if (kind.field().isEmpty()) {
            return new LockOrigin(kind);
        }
        String field = kind.field().get();
        if (kind.isFieldOptional() && !head.has(field)) {
            return new LockOrigin(kind);
        }
        String detail = head.get(field, DETAIL);
        lines.put(LockFormat.ORIGIN, head.line(field));
        return new LockOrigin(kind, detail);
    }

    private void addFile(Paragraph paragraph) throws BadInput {
        LockedFile.Kind kind = Arrays.stream(LockedFile.Kind.values())
                .filter(each -> paragraph.has(each.field()))
                .findFirst()
                .orElse(LockedFile.Kind.FILE);
        boolean isPackage = kind == LockedFile.Kind.PACKAGE;
        String name = paragraph.get(kind.field(), isPackage ? NAME : LockedFile.FILE_NAME);
        boolean again = files.stream()
                .anyMatch(file -> file.kind() == kind && file.name().equals(name));
        if (again && kind != LockedFile.Kind.PATCH) { // patches from two directories may have the same name
            throw bad(paragraph.line(kind.field()), "a second paragraph for " + name);
        }
        LockedFile file = new LockedFile(
                kind,
                name,
                isPackage ? paragraph.get(LockFormat.VERSION, VERSION) : "",
                isPackage ? paragraph.get(LockFormat.ARCHITECTURE, NAME) : "",
                Long.parseLong(paragraph.get(LockFormat.SIZE, NUMBER)),
                paragraph.get(LockFormat.SHA256, DIGEST));
        files.add(file);
        lines.put(file, paragraph.line(LockFormat.SHA256));
    }

    private void addTree(Paragraph paragraph) throws BadInput {
        int line = paragraph.line(LockFormat.PLATFORM);
        Platform platform = Platform.of(place(line).toString(), paragraph.get(LockFormat.PLATFORM, WORD));
        if (trees.containsKey(platform)) {
            throw bad(line, "a second paragraph for " + platform);
        }
        trees.put(
                platform,
                new TreeDigest(
                        Integer.parseInt(paragraph.get(LockFormat.FILES, NUMBER)),
                        paragraph.get(LockFormat.SHA256, DIGEST)));
        lines.put(platform, paragraph.line(LockFormat.SHA256));
    }

    /** The line numbers of the fields of each paragraph, by the names in lower case. */
    private static List<Map<String, Integer>> numbers(String text) {
        List<Map<String, Integer>> all = new ArrayList<>();
        Map<String, Integer> paragraph = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int colon = line.indexOf(':');
            if (line.isBlank() && !paragraph.isEmpty()) {
                all.add(paragraph);
                paragraph = new HashMap<>();
            } else if (colon > 0 && !line.startsWith("#") && !Character.isWhitespace(line.charAt(0))) {
                paragraph.put(line.substring(0, colon).toLowerCase(Locale.ROOT), number);
            }
        }
        if (!paragraph.isEmpty()) {
            all.add(paragraph);
        }
        return all;
    }

    private BadInput bad(int line, String problem) {
        return new BadInput(place(line), problem, REMEDY);
    }

    private Place place(int line) {
        return new Place.WholeLine(path.toString(), line);
    }
}
