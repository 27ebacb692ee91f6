// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The site that {@code mvn site} has made: writes the index of its search, and finds dead links and unresolved expressions. It uses the JDK alone, so that {@code mvn site} can run its source.
 */
public final class BuiltSite {
    /** Where the search of the site expects its index. */
    static final String INDEX = "js/search-index.js";

    /** A tag, or a text up to the next one. */
    private static final Pattern PART =
            Pattern.compile("<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|[^<]+|<", Pattern.DOTALL);

    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

    private static final Pattern OTHER_SITE = Pattern.compile("^(?:[a-z]+:|//).*");

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*\\}|\\$[a-z]+[A-Z]\\w*");

    private static final Pattern ENTITY = Pattern.compile("&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-z]+));");

    private static final Map<String, String> ENTITIES =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ");

    /** Elements whose texts are shown as they are, so that an expression is one on purpose. */
    private static final Set<String> CODE = Set.of("code", "pre", "tt");

    /** The part of a page that its Markdown or goal has written, without the menu. */
    private static final String CONTENT = "bodyColumn";

    private final Path directory;
    private final Map<String, Page> pages = new TreeMap<>();

    /** A part of a page, from one heading to the next. */
    record Section(String page, String id, String title, String heading, String text) {}

    /** What a page has. */
    private record Page(Set<String> ids, List<String> links, List<Section> sections, List<String> expressions) {}

    BuiltSite(Path directory) throws IOException {
        this.directory = directory;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                String name = directory.relativize(file).toString();
                pages.put(name, new Reader(name).read(Files.readString(file)));
            }
        }
    }

    /** Writes the index, and ends with a status other than 0 if the site has problems. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        BuiltSite site = new BuiltSite(directory);
        site.writeIndex();
        List<String> problems = site.problems();
        problems.forEach(System.err::println);
        System.out.println("Searchable: " + site.sections().size() + " sections of " + site.pages.size() + " pages");
        if (!problems.isEmpty()) {
            System.exit(1);
        }
    }

    List<Section> sections() {
        return pages.values().stream().flatMap(page -> page.sections().stream()).toList();
    }

    /** Links without a target, and expressions. */
    List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, Page> page : pages.entrySet()) {
            for (String link : page.getValue().links()) {
                if (!OTHER_SITE.matcher(link).matches() && !leadsSomewhere(page.getKey(), link)) {
                    problems.add(page.getKey() + ": dead link: " + link);
                }
            }
            page.getValue().expressions().forEach(found -> problems.add(page.getKey() + ": not replaced: " + found));
        }
        return problems;
    }

    void writeIndex() throws IOException {
        String entries = sections().stream()
                .map(section -> "{page:" + quoted(section.page()) + ",id:" + quoted(section.id()) + ",title:"
                        + quoted(section.title()) + ",heading:" + quoted(section.heading()) + ",text:"
                        + quoted(section.text()) + "}")
                .collect(Collectors.joining(",\n"));
        Path file = directory.resolve(INDEX);
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, "grubXenSearchIndex([\n" + entries + "\n]);\n");
    }

    private boolean leadsSomewhere(String from, String link) {
        String[] parts = link.split("#", 2);
        String path = parts[0].replaceFirst("\\?.*", "");
        Path target = path.isEmpty()
                ? directory.resolve(from)
                : directory.resolve(from).resolveSibling(path).normalize();
        if (!target.startsWith(directory.normalize()) || !Files.exists(target)) {
            return false;
        }
        Page page = pages.get(directory.relativize(target).toString());
        return parts.length == 1
                || parts[1].isEmpty()
                || page == null
                || page.ids().contains(parts[1]);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c < ' ' || c == '\u2028' || c == '\u2029') {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** Reads a page from one tag to the next. */
    private static final class Reader {
        private final String name;
        private final Page page = new Page(new HashSet<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        private final StringBuilder text = new StringBuilder();
        private String title = "";
        private String heading = "";
        private String id = "";
        private String nextId = "";
        private boolean inContent;
        private int inCode;
        private String skippedElement = "";

        Reader(String name) {
            this.name = name;
        }

        Page read(String html) {
            PART.matcher(html).results().forEach(this::read);
            endSection();
            return page;
        }

        private void read(MatchResult part) {
            String element = part.group(2);
            if (!skippedElement.isEmpty()) {
                if (skippedElement.equals(element) && !part.group(1).isEmpty()) {
                    skippedElement = "";
                }
            } else if (element == null) {
                if (!part.group().startsWith("<!--")) {
                    readText(part.group());
                }
            } else if (part.group(1).isEmpty()) {
                begin(element, part.group(3));
            } else {
                end(element);
            }
        }

        private void begin(String element, String attributes) {
            Map<String, String> values = new TreeMap<>();
            Matcher attribute = ATTRIBUTE.matcher(attributes);
            while (attribute.find()) {
                values.put(attribute.group(1), unescaped(attribute.group(2)));
                findExpressions(attribute.group(2));
            }
            String anchor = values.getOrDefault("id", element.equals("a") ? values.getOrDefault("name", "") : "");
            if (!anchor.isEmpty()) {
                page.ids().add(anchor);
                nextId = anchor;
            }
            Stream.of("href", "src")
                    .filter(values::containsKey)
                    .map(values::get)
                    .forEach(page.links()::add);
            if (CONTENT.equals(anchor)) {
                inContent = true;
                nextId = "";
            } else if (isHeading(element) && inContent) {
                endSection();
                id = nextId;
                nextId = "";
            } else if (element.equals("script") || element.equals("style")) {
                skippedElement = element;
            } else if (CODE.contains(element)) {
                inCode++;
            } else if (!List.of("a", "b", "em", "i", "strong", "span").contains(element)) {
                text.append(' ');
            }
        }

        private void end(String element) {
            if (isHeading(element) && inContent) {
                heading = words();
                title = title.isEmpty() ? heading : title;
                text.setLength(0);
            } else if (element.equals("main")) {
                endSection();
                inContent = false;
            } else if (CODE.contains(element)) {
                inCode--;
            }
        }

        private void readText(String part) {
            if (inCode == 0) {
                findExpressions(part);
            }
            text.append(unescaped(part));
        }

        private void findExpressions(String part) {
            EXPRESSION.matcher(part).results().map(MatchResult::group).forEach(page.expressions()::add);
        }

        private void endSection() {
            String found = words();
            if (inContent && !heading.isEmpty()) {
                page.sections().add(new Section(name, id, title, heading, found));
            }
            text.setLength(0);
            heading = "";
        }

        private String words() {
            return text.toString().strip().replaceAll("\\s+", " ");
        }

        private static boolean isHeading(String element) {
            return element.matches("h[1-6]");
        }

        private static String unescaped(String text) {
            return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
        }

        private static String character(MatchResult entity) {
            if (entity.group(3) != null) {
                return ENTITIES.getOrDefault(entity.group(3), entity.group());
            }
            return entity.group(1) == null
                    ? Character.toString(Integer.parseInt(entity.group(2)))
                    : Character.toString(Integer.parseInt(entity.group(1), 16));
        }
    }
}
