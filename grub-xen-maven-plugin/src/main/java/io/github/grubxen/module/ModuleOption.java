// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * An option of a module's commands, read from a table in the module. The table is an array of
 * {@code struct grub_arg_option}. Its pointers are relocations, and its last element is zero.
 *
 * <p>Source: include/grub/lib/arg.h of GRUB 2.06 to 2.14; the psABI of i386 and x86_64 for the layout of the structure.
 *
 * @param longName its long name without hyphens; empty if it has none
 * @param shortName its letter; 0 or another code that is not a letter if it has none
 * @param optional whether its value may be omitted
 * @param repeatable whether it may occur several times
 * @param type the type of its value: {@link #NO_VALUE}, {@link #NUMBER}, or one of GRUB's types of text
 */
public record ModuleOption(String longName, int shortName, boolean optional, boolean repeatable, int type) {
    /** ARG_TYPE_NONE. */
    public static final int NO_VALUE = 0;
    /** ARG_TYPE_INT. */
    public static final int NUMBER = 2;

    private static final int LAST_TYPE = 6;
    private static final int OPTIONAL = 1 << 1;
    private static final int REPEATABLE = 1 << 2;
    private static final Predicate<String> NAME = Pattern.compile("[\\w-]+").asMatchPredicate();

    /**
     * All options in all tables of a module.
     *
     * @throws BadInput if the file is damaged
     */
    public static List<ModuleOption> of(ModuleFile module) throws BadInput {
        ElfFile elf = ElfFile.read(module.content());
        List<ModuleOption> options = new ArrayList<>();
        for (int i = 0; i < elf.sections().size(); i++) {
            SectionHeader section = elf.sections().get(i);
            if (section.type() == SectionHeader.PROGBITS
                    && section.has(SectionHeader.ALLOC)
                    && !section.has(SectionHeader.EXECINSTR)) {
                tables(elf, i, options);
            }
        }
        return List.copyOf(options);
    }

    private static void tables(ElfFile elf, int section, List<ModuleOption> options) throws BadInput {
        Map<Long, String> texts = PointedTexts.in(elf, section);
        Bytes data = elf.content(elf.sections().get(section));
        int word = elf.header().elfClass().wordSize();
        long at = 0;
        while (!texts.isEmpty() && at < data.length()) {
            List<ModuleOption> table = new ArrayList<>();
            long end = at;
            for (Optional<ModuleOption> option = option(data, end, word, texts);
                    option.isPresent();
                    option = option(data, end, word, texts)) {
                table.add(option.get());
                end += size(word);
            }
            boolean isTable = !table.isEmpty() && isEnd(data, end, word, texts);
            if (isTable) {
                options.addAll(table);
            }
            at = isTable ? end + size(word) : at + word;
        }
    }

    /** The size of an element in bytes: three pointers and three numbers of 4 bytes, padded to whole words. */
    private static int size(int word) {
        return word == ElfClass.ELF32.wordSize() ? 24 : 40;
    }

    private static Optional<ModuleOption> option(Bytes data, long at, int word, Map<Long, String> texts)
            throws BadInput {
        if (at + size(word) > data.length()) {
            return Optional.empty();
        }
        Optional<String> name = text(data, at, word, texts);
        int letter = (int) data.u32(at + word);
        int flags = (int) data.u32(at + word + 4);
        Optional<String> value = text(data, at + 2L * word + 8, word, texts);
        int type = (int) data.u32(at + 3L * word + 8);
        // the description of an option is a sentence; other structures have a name in its place
        boolean isOption = text(data, at + word + 8, word, texts)
                        .filter(text -> text.contains(" "))
                        .isPresent()
                && name.filter(text -> text.isEmpty() || NAME.test(text)).isPresent()
                && value.isPresent()
                && !(name.get().isEmpty() && letter == 0)
                && letter >= -1
                && letter <= 0x7f
                && (flags & ~(OPTIONAL | REPEATABLE)) == 0
                && type >= NO_VALUE
                && type <= LAST_TYPE;
        return isOption
                ? Optional.of(
                        new ModuleOption(name.get(), letter, (flags & OPTIONAL) != 0, (flags & REPEATABLE) != 0, type))
                : Optional.empty();
    }

    /** The text that a pointer points to: "" for a null pointer, {@code Optional.empty()} if this is not a pointer. */
    private static Optional<String> text(Bytes data, long at, int word, Map<Long, String> texts) throws BadInput {
        Optional<String> text = Optional.ofNullable(texts.get(at));
        return text.isEmpty() && data.slice(at, word).isZero() ? Optional.of("") : text;
    }

    private static boolean isEnd(Bytes data, long at, int word, Map<Long, String> texts) throws BadInput {
        if (at + size(word) > data.length() || !data.slice(at, size(word)).isZero()) {
            return false;
        }
        return texts.keySet().stream().noneMatch(pointer -> pointer >= at && pointer < at + size(word));
    }
}
