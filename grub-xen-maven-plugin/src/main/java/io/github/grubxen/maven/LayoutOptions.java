// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageRecipe;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of the goal mkimage that only one layout has. Each is a component of the layout's record, or of a record
 * in it, with the name of its property without {@code grub-xen.}.
 */
sealed interface LayoutOptions permits ImageOptions, StandaloneOptions {
    /** The layout. */
    Layout layout();

    /** The default values of the options. */
    LayoutOptions defaults();

    /** The recipe of the image. */
    ImageRecipe recipe(MkimageOptions common, ModuleTree tree) throws IOException;

    /**
     * The options of the layout that the user chose.
     *
     * @param name the name of that layout
     * @param layouts the options of all layouts
     * @throws BadInput if no layout has that name, or if the user gave an option of another layout
     */
    static LayoutOptions chosen(String name, List<LayoutOptions> layouts) throws BadInput {
        Layout layout = Layout.of("grub-xen.layout", name);
        LayoutOptions chosen = layouts.stream()
                .filter(options -> options.layout() == layout)
                .findFirst()
                .orElseThrow();
        for (LayoutOptions options : layouts) {
            if (options != chosen) {
                options.refuseIn(chosen);
            }
        }
        return chosen;
    }

    /**
     * Refuses options that the user gave for this layout.
     *
     * @param chosen the layout that the image has instead
     * @throws BadInput if an option differs from its default
     */
    private void refuseIn(LayoutOptions chosen) throws BadInput {
        List<String> given = changed((Record) this, (Record) defaults())
                .map(LayoutOptions::property)
                .sorted()
                .toList();
        if (!given.isEmpty()) {
            throw new BadInput(
                    String.join(", ", given),
                    "without effect in layout " + chosen.layout(),
                    "Leave out the other layout's options, or set -Dgrub-xen.layout=" + layout() + ".");
        }
    }

    /** The property of an option. */
    static String property(String option) {
        return "grub-xen." + option;
    }

    /** Names of the components in which two records of one type differ. A nested record is compared by its components. */
    private static Stream<String> changed(Record options, Record defaults) {
        return Arrays.stream(options.getClass().getRecordComponents()).flatMap(option -> {
            Object value = value(option, options);
            Object usual = value(option, defaults);
            if (value instanceof Record inner && usual instanceof Record innerUsual) {
                return changed(inner, innerUsual);
            }
            return Objects.equals(value, usual) ? Stream.empty() : Stream.of(option.getName());
        });
    }

    private static @Nullable Object value(RecordComponent option, Record options) {
        try {
            return option.getAccessor().invoke(options);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e); // an accessor of a record only reads a field
        }
    }
}
