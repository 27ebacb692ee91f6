package io.github.grubxen.maven;

import io.github.grubxen.archive.ControlParagraph;
import org.jspecify.annotations.Nullable;

/** The control fields of a {@code <package>}: each has the name of Debian's field; what is not given is as in every package. */
public class ControlConfiguration {
    private @Nullable String source;
    private @Nullable String architecture;
    private @Nullable String essential;
    private @Nullable String isProtected;
    private @Nullable String origin;
    private @Nullable String bugs;
    private @Nullable String maintainer;
    private @Nullable String preDepends;
    private @Nullable String depends;
    private @Nullable String recommends;
    private @Nullable String suggests;
    private @Nullable String enhances;
    private @Nullable String conflicts;
    private @Nullable String breaks;
    private @Nullable String replaces;
    private @Nullable String provides;
    private @Nullable String builtUsing;
    private @Nullable String staticBuiltUsing;
    private @Nullable String section;
    private @Nullable String priority;
    private @Nullable String multiArch;
    private @Nullable String homepage;
    private @Nullable String tag;

    /** For Maven: a field cannot have this name in Java. */
    public void setProtected(String value) {
        isProtected = value;
    }

    /** The given fields in place of the defaults; an empty one takes a default away. */
    final ControlParagraph applyTo(ControlParagraph defaults) {
        ControlParagraph control = defaults;
        control = with(control, "Source", source);
        control = with(control, "Architecture", architecture);
        control = with(control, "Essential", essential);
        control = with(control, "Protected", isProtected);
        control = with(control, "Origin", origin);
        control = with(control, "Bugs", bugs);
        control = with(control, "Maintainer", maintainer);
        control = with(control, "Pre-Depends", preDepends);
        control = with(control, "Depends", depends);
        control = with(control, "Recommends", recommends);
        control = with(control, "Suggests", suggests);
        control = with(control, "Enhances", enhances);
        control = with(control, "Conflicts", conflicts);
        control = with(control, "Breaks", breaks);
        control = with(control, "Replaces", replaces);
        control = with(control, "Provides", provides);
        control = with(control, "Built-Using", builtUsing);
        control = with(control, "Static-Built-Using", staticBuiltUsing);
        control = with(control, "Section", section);
        control = with(control, "Priority", priority);
        control = with(control, "Multi-Arch", multiArch);
        control = with(control, "Homepage", homepage);
        return with(control, "Tag", tag);
    }

    private static ControlParagraph with(ControlParagraph control, String field, @Nullable String value) {
        if (value == null) {
            return control;
        }
        String line = value.strip().replaceAll("\\s*\\n\\s*", " ");
        return line.isEmpty() ? control.without(field) : control.with(field, line);
    }
}
