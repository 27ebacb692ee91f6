// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A configuration changed so that its guest starts with one of our images as a PV or PVH guest. Settings that contradict this are
 * removed. Every other byte stays as it is.
 *
 * @param result the changed file; the former one, if nothing had to be changed
 * @param changes the changes, in the order of the file
 * @param difference the lines of the difference, in the unified format of diff without the files' names
 */
public record Conversion(Bytes result, List<Change> changes, List<String> difference) {
    private static final String KERNEL = "kernel";
    private static final String TYPE = "type";

    /** Copies the lists. */
    public Conversion {
        changes = List.copyOf(changes);
        difference = List.copyOf(difference);
    }

    /** Whether nothing had to be changed. */
    public boolean isUnchanged() {
        return difference.isEmpty();
    }

    /**
     * Changes a configuration.
     *
     * @param to the new type, PV or PVH
     * @param image path of the image on the host
     * @throws BadInput if xl refuses the configuration, or would refuse the changed one for a reason that is not in the settings to
     *     change; the message names the line
     */
    public static Conversion of(XlConfig config, GuestType to, ImagePath image) throws BadInput {
        Compatibility.check(config, to);
        GuestType before = Domain.type(config);
        Editor editor = new Editor(config);
        for (Setting setting : config.settings()) {
            Contradiction.reason(config, setting, before, to).ifPresent(reason -> editor.remove(setting, reason));
        }
        Setting kernel = editor.set(KERNEL, image.latin1(), editor.anchor(), "the image that starts in the guest");
        editor.set(TYPE, to.toString(), kernel, "the type of guests that start with this image");
        Conversion conversion = editor.conversion();
        conversion.check(to, image);
        return conversion;
    }

    /** Reads the result again. Only a name can be missing, which the former file then lacked as well. */
    private void check(GuestType to, ImagePath image) throws BadInput {
        Domain domain = Domain.of(XlConfig.parse(result));
        if (domain.type() != to
                || domain.bootloader().isPresent()
                || domain.firmware().isPresent()
                || !domain.kernel().equals(Optional.of(image.latin1()))) {
            throw new IllegalStateException("the changed configuration does not start the image: " + domain);
        }
    }

    /** Collects the changes. */
    private static final class Editor {
        private final XlConfig config;
        private final Edits edits;
        private final List<Change> changes = new ArrayList<>();

        Editor(XlConfig config) {
            this.config = config;
            this.edits = new Edits(config.file().latin1());
        }

        void remove(Setting setting, String reason) {
            edits.remove(setting.span());
            add(setting, "removes " + setting.name(), reason);
        }

        /** The assignment after which a kernel line is added if there is none. */
        Setting anchor() throws BadInput {
            return config.last("name").orElseThrow(() -> Domain.nameless(config));
        }

        /**
         * Gives a setting a value. If there are several assignments, those that count before or after the changed one are removed.
         *
         * @param value the text between the quotes, one character for each byte
         * @return the assignment that has the value, or the one after which it was added
         */
        Setting set(String name, String value, Setting anchor, String reason) {
            List<Setting> all = config.settings(name);
            if (all.isEmpty()) {
                edits.addLine(nextLine(anchor.span().end()), name + " = \"" + value + "\"");
                add(anchor, "adds " + name + " after this line", reason);
                return anchor;
            }
            int base = all.size() - 1;
            while (base > 0 && all.get(base).adds()) {
                base--;
            }
            Setting kept = all.get(base);
            for (Setting other : all) {
                if (!other.equals(kept)) {
                    remove(other, "there is another line for it");
                }
            }
            String written = kept.value() instanceof Value.Text text ? text.text() : "";
            if (!written.equals(value)) {
                char quote = config.file().latin1().charAt(kept.value().span().start()) == '\'' ? '\'' : '"';
                edits.replace(kept.value().span(), quote + value + quote);
                add(kept, "sets " + name, reason);
            }
            return kept;
        }

        /** The beginning of the next line that is not in an assignment. */
        private int nextLine(int from) {
            String text = config.file().latin1();
            int at = text.indexOf('\n', from);
            for (Setting setting : config.settings()) {
                if (setting.span().start() <= at && at < setting.span().end()) {
                    at = text.indexOf('\n', setting.span().end());
                }
            }
            return at < 0 ? text.length() : at + 1;
        }

        private void add(Setting setting, String what, String reason) {
            changes.add(new Change(config.place(setting.span()), what, reason));
        }

        Conversion conversion() {
            changes.sort(
                    Comparator.comparingInt((Change change) -> change.place().line())
                            .thenComparingInt(change -> change.place().column()));
            List<Edits.Piece> pieces = edits.pieces();
            byte[] result = edits.result().getBytes(StandardCharsets.ISO_8859_1);
            return new Conversion(Bytes.of(config.file().name(), result), changes, UnifiedDiff.of(pieces));
        }
    }
}
