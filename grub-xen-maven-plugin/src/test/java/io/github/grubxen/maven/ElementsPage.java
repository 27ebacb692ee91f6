// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the page about the elements of a POM's configuration, from the classes whose fields Maven fills and from their Javadoc.
 */
final class ElementsPage {
    private static final Path SOURCES = Path.of("src/main/java/io/github/grubxen/maven");

    /** The classes of the elements that goals take as parameters, in the order of the page. */
    static final List<Class<?>> OUTER = List.of(
            GrubConfiguration.class,
            ImageConfiguration.class,
            PackageConfiguration.class,
            CaseConfiguration.class,
            SigningConfiguration.class);

    private static final Pattern DEFAULT = Pattern.compile("(?s)\\s*Default: (.*?)\\.(?=\\s|$)");
    private static final Pattern MARKED = Pattern.compile("(`[^`]+`)\\s+\\(default\\)");

    private static final String HEAD = """
            # Elements of the configuration

            The elements inside a goal's `<configuration>` that contain elements of their own. The goals' own parameters are on the
            page [goals.md](goals.md). Paths are relative to the project. A list takes any names for its entries; the pages use the
            singular.

            The test `ElementsPageTest` writes this page from the classes that read the elements. It fails if the page is out of
            date, or if Maven does not accept an example.
            """;

    private final JavadocTexts texts;

    private ElementsPage() throws IOException {
        texts = JavadocTexts.read(SOURCES);
    }

    /** The page as it must be. */
    static String markdown() {
        try {
            return new ElementsPage().page();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The examples of the page, by the class that reads each. */
    static Map<Class<?>, String> examples() throws IOException {
        ElementsPage page = new ElementsPage();
        Map<Class<?>, String> examples = new LinkedHashMap<>();
        for (Class<?> bean : beans()) {
            page.of(bean).example().ifPresent(example -> examples.put(bean, example));
        }
        return examples;
    }

    /** All classes whose fields are elements: the outer ones, each followed by those inside it. */
    static Set<Class<?>> beans() {
        Set<Class<?>> all = new LinkedHashSet<>();
        OUTER.forEach(outer -> collect(outer, all));
        return all;
    }

    private static void collect(Class<?> bean, Set<Class<?>> all) {
        if (all.add(bean)) {
            for (Field field : fields(bean)) {
                inner(field).ifPresent(inner -> collect(inner, all));
            }
        }
    }

    /** The fields that Maven fills, those of the class above last. */
    static List<Field> fields(Class<?> bean) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = bean; each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                boolean element = !Modifier.isStatic(field.getModifiers())
                        && !Modifier.isFinal(field.getModifiers())
                        && !field.isSynthetic()
                        && !field.getName().equals("givenTwice");
                if (element) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    /** The class of the elements inside a field's element, if it is one of this package. */
    static Optional<Class<?>> inner(Field field) {
        Class<?> type = field.getType();
        if (field.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> entry) {
            type = entry;
        }
        return type.getPackage() == ElementsPage.class.getPackage() ? Optional.of(type) : Optional.empty();
    }

    private String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Class<?> bean : beans()) {
            JavadocTexts.Text documented = of(bean);
            String name = name(bean);
            page.append("\n<a id=\"")
                    .append(anchor(bean))
                    .append("\"></a>\n\n## ")
                    .append(title(bean, name));
            page.append("\n\n").append(wrapped(withoutName(documented.words())));
            documented
                    .since()
                    .ifPresent(since -> page.append(" Since ").append(since).append('.'));
            page.append("\n\n| element | value | default | meaning |\n|---|---|---|---|\n");
            for (Field field : fields(bean)) {
                page.append(row(bean, field));
            }
            if (PackageConfiguration.class == bean) {
                page.append(controlFields());
            }
            documented
                    .example()
                    .ifPresent(
                            example -> page.append("\n```xml\n").append(example).append("\n```\n"));
        }
        return page.toString();
    }

    private String row(Class<?> bean, Field field) {
        JavadocTexts.Text documented = texts.of(key(field.getDeclaringClass()) + "." + field.getName());
        if (documented.words().isEmpty()) {
            throw new IllegalStateException(field + " has no Javadoc, so the page has no text for it");
        }
        String text = documented.words().replace('\n', ' ').replace("|", "\\|");
        String usual = usual(bean, field);
        Matcher said = DEFAULT.matcher(text);
        Matcher marked = MARKED.matcher(text);
        if (said.find()) {
            usual = said.group(1);
            text = said.replaceFirst("").strip();
        } else if (usual.isEmpty() && marked.find()) {
            usual = marked.group(1);
        }
        return "| `<" + field.getName() + ">` | " + kind(field) + " | " + usual + " | " + text + " |\n";
    }

    private static String kind(Field field) {
        Class<?> type = field.getType();
        Optional<Class<?>> inner = inner(field);
        if (inner.isPresent()) {
            String link = "[`<" + name(inner.get()) + ">`](#" + anchor(inner.get()) + ")";
            return List.class.isAssignableFrom(type) ? "list of " + link : "see " + link;
        } else if (List.class.isAssignableFrom(type)) {
            boolean files = field.getGenericType().toString().contains("java.io.File");
            return files ? "list of paths" : "list";
        } else if (Map.class.isAssignableFrom(type) || type == PlexusConfiguration.class) {
            return "elements with names of your own";
        } else if (type == boolean.class) {
            return "`true` or `false`";
        } else if (type == File.class) {
            return "path";
        }
        return type == String.class ? "text" : "number";
    }

    /** The value of a field that Maven does not fill. */
    private static String usual(Class<?> bean, Field field) {
        try {
            var constructor = bean.getDeclaredConstructor();
            constructor.setAccessible(true);
            @Nullable Object value = field.get(constructor.newInstance());
            if (value instanceof List<?> list) {
                return list.isEmpty()
                        ? ""
                        : list.stream().map(entry -> "`" + entry + "`").collect(Collectors.joining(", "));
            }
            boolean shown = value instanceof String
                    || value instanceof File
                    || value instanceof Number
                    || value instanceof Boolean;
            return shown ? "`" + value + "`" : "";
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The control fields, which are setters and not fields. */
    private static String controlFields() {
        return Arrays.stream(ControlConfiguration.class.getMethods())
                .filter(method -> method.getDeclaringClass() == ControlConfiguration.class
                        && method.getName().matches("set[A-Z].*"))
                .map(method -> "`<" + Character.toLowerCase(method.getName().charAt(3))
                        + method.getName().substring(4) + ">`")
                .sorted()
                .collect(Collectors.joining(
                        ", ",
                        "| ",
                        " | text | the plugin's own | the control field of that name; `none` removes the default |\n"));
    }

    private JavadocTexts.Text of(Class<?> bean) {
        return texts.of(key(bean));
    }

    private static String key(Class<?> bean) {
        Class<?> outer = bean.getDeclaringClass();
        return (outer == null ? "" : key(outer) + ".") + bean.getSimpleName();
    }

    /** The element's name: that of its class without the word Configuration. */
    static String name(Class<?> bean) {
        String simple = bean.getSimpleName().replace("Configuration", "").replace("Installed", "");
        return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }

    private static String anchor(Class<?> bean) {
        return bean.getSimpleName().startsWith("Installed") ? "package-" + name(bean) : name(bean);
    }

    private static String title(Class<?> bean, String name) {
        return "`<" + name + ">`" + (anchor(bean).equals(name) ? "" : " of a package");
    }

    /** A text of a class begins with the name of its element, which the heading already has. */
    private static String withoutName(String text) {
        String rest = text.replaceFirst("^`<\\w+>`( of a package)?: ", "");
        return Character.toUpperCase(rest.charAt(0)) + rest.substring(1);
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : List.of(text.split("\\s+"))) {
            if (column > 0 && column + 1 + word.length() > 110) {
                lines.append('\n');
                column = 0;
            } else if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }
}
