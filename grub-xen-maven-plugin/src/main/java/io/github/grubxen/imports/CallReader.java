// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import io.github.grubxen.imports.StandaloneImage.Graft;
import io.github.grubxen.imports.StandaloneImage.Resources;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a call into the image that it describes.
 *
 * @param defaults GRUB's own files that a call without options for them includes
 * @param warnings the warnings about the calls, to which this reader adds
 */
record CallReader(GrubDefaults defaults, List<Diagnostic> warnings) {
    /** The rule of the warnings. */
    static final String RULE = "import";

    private static final String CONFIG = "boot/grub/grub.cfg";
    private static final String NOT_FOR_XEN = "Take the option out: it is for other platforms.";

    /**
     * Reads a call.
     *
     * @throws BadInput if the call has an option that cannot be carried over, or names a file that is missing
     */
    ImportedImage read(ToolCall call) throws IOException {
        for (ToolOption option :
                List.of(ToolOption.SBAT, ToolOption.X509, ToolOption.SIGNATURE_SIZE, ToolOption.NOTE)) {
            if (call.has(option)) {
                throw call.refused(option + " breaks an image for Xen, or the tool refuses it", NOT_FOR_XEN);
            }
        }
        if (call.has(ToolOption.OVERRIDE_DIRECTORY)) {
            throw call.refused(ToolOption.OVERRIDE_DIRECTORY + " is not read", "Name the modules' directory with -d.");
        }
        ImportedImage.Common common = common(call);
        return call.tool() == Tool.MKIMAGE ? plain(call, common) : standalone(call, common);
    }

    private ImportedImage.Common common(ToolCall call) throws IOException {
        String format = call.last(ToolOption.FORMAT)
                .orElseThrow(
                        () -> call.refused("no platform", "Give the tool -O with one of GRUB's platforms for Xen."));
        Platform platform = platform(call, format);
        Path output = call.path(ToolOption.OUTPUT)
                .orElseThrow(() -> call.refused("no file to write", "Give the tool -o with the image's name."));
        if (output.getFileName() == null) {
            throw call.refused("-o names no file", "Give the tool -o with the image's name.");
        }
        List<Path> keys = new ArrayList<>();
        for (String key : call.options().getOrDefault(ToolOption.PUBKEY, List.of())) {
            keys.add(existing(call, key));
        }
        Optional<Path> tree = call.path(ToolOption.DTB);
        return new ImportedImage.Common(
                call.place(),
                platform,
                output,
                call.path(ToolOption.DIRECTORY),
                keys,
                tree,
                call.has(ToolOption.SHIM_LOCK),
                call.has(ToolOption.CLI));
    }

    private static Platform platform(ToolCall call, String format) throws BadInput {
        try {
            return Platform.of(call.place().toString(), format);
        } catch (BadInput e) {
            throw new BadInput(e.diagnostic().at(call.place()));
        }
    }

    private ImportedImage plain(ToolCall call, ImportedImage.Common common) throws IOException {
        List<String> modules = new ArrayList<>();
        for (String module : call.arguments()) {
            modules.add(module(call, common, module));
        }
        Optional<Path> memdisk = optional(call, ToolOption.MEMDISK);
        Optional<String> prefix = call.last(ToolOption.PREFIX);
        if (prefix.isEmpty() && memdisk.isEmpty()) {
            throw call.refused("no prefix", "Give the tool -p, as it asks for.");
        }
        return new PlainImage(common, modules, prefix, memdisk, optional(call, ToolOption.CONFIG));
    }

    /** A module's name, or its path if it is not in the directory of the modules. */
    private static String module(ToolCall call, ImportedImage.Common common, String word) throws BadInput {
        if (!word.contains("/")) {
            return word;
        }
        Path file = call.path(word);
        boolean own = common.modules()
                        .map(directory -> directory.equals(file.getParent()))
                        .orElse(false)
                || file.startsWith("/usr/lib/grub/" + common.platform());
        return own ? String.valueOf(file.getFileName()).replaceFirst("\\.mod$", "") : file.toString();
    }

    private ImportedImage standalone(ToolCall call, ImportedImage.Common common) throws IOException {
        List<Graft> files = new ArrayList<>();
        Optional<Path> config = Optional.empty();
        for (String argument : call.arguments()) {
            int equals = argument.indexOf('=');
            String target = (equals < 0 ? argument : argument.substring(0, equals))
                    .replaceAll("/+", "/")
                    .replaceFirst("^/", "");
            Path source = existing(call, argument.substring(equals + 1));
            if (target.equals(CONFIG)) {
                if (!files.isEmpty()) {
                    warn(
                            call,
                            "the config is not the first file, so it has another place in the memdisk than here",
                            "The image has the same files; nothing need be done.");
                }
                config = Optional.of(source);
            } else {
                files.add(new Graft(target, source));
            }
        }
        if (config.isEmpty()) {
            throw call.refused(
                    "no file becomes " + CONFIG + ", so GRUB would start without a config",
                    "Give the tool " + CONFIG + "=FILE.");
        }
        if (common.deviceTree().isPresent() || common.disableShimLock()) {
            warn(
                    call,
                    "a device tree and the lock of shim are left out",
                    "Nothing on Xen reads them; the image differs only in them.");
        }
        if (!common.keys().isEmpty()) {
            warn(
                    call,
                    "the modules that check signatures are added for the public keys",
                    "The image differs only in them, if the call does not name them all.");
        }
        Optional<List<String>> installed = call.words(ToolOption.INSTALL_MODULES)
                .filter(names -> !names.equals(List.of("all")))
                .map(List::copyOf);
        if (installed.isPresent() && !installed.get().contains("normal")) {
            warn(
                    call,
                    "the module normal is added, without which GRUB would not read the config",
                    "Check the modules.");
        }
        List<String> embedded = new ArrayList<>();
        for (String module : call.words(ToolOption.MODULES).orElse(List.of())) {
            embedded.add(module(call, common, module));
        }
        for (String module : embedded) {
            if (module.contains("/")) {
                throw call.refused("the module " + module + " is given as a file", "Name a module of the directory.");
            }
        }
        return new StandaloneImage(common, config.get(), files, embedded, installed, resources(call, common));
    }

    private Resources resources(ToolCall call, ImportedImage.Common common) throws IOException {
        Path locales = call.path(ToolOption.LOCALE_DIRECTORY).orElse(defaults.localeDirectory());
        Path data = defaults.dataDirectory();
        List<String> themes = call.words(ToolOption.THEMES).orElse(defaults.themes());
        List<String> fonts = call.words(ToolOption.FONTS).orElse(defaults.fonts());
        Optional<Path> themeDirectory = call.path(ToolOption.THEMES_DIRECTORY);
        if (themeDirectory.isPresent() && !themes.isEmpty()) {
            if (!themeDirectory.get().endsWith("themes") || !fonts.isEmpty()) {
                throw call.refused(
                        "the themes are in another directory than the fonts",
                        "Take the themes or the fonts out, or give them as files.");
            }
            data = themeDirectory.get().resolveSibling(".").normalize();
        }
        String compress = call.last(ToolOption.COMPRESS).orElse("no");
        if (compress.equals("lzo")) {
            throw call.refused("lzo is not offered", "Compress with xz or gz, or not at all.");
        }
        if (!compress.equals("no")) {
            warn(
                    call,
                    "the tool compresses with the " + compress + " of the machine, whose bytes are others",
                    "The image has the same files; nothing need be done.");
        }
        List<String> names = call.words(ToolOption.LOCALES).isPresent()
                ? call.words(ToolOption.LOCALES).get()
                : defaults.locales(locales, common.modules());
        return new Resources(names, fonts, themes, locales, data, compress);
    }

    private static Optional<Path> optional(ToolCall call, ToolOption option) throws IOException {
        Optional<String> word = call.last(option);
        return word.isEmpty() ? Optional.empty() : Optional.of(existing(call, word.get()));
    }

    /** A file that is there. */
    private static Path existing(ToolCall call, String word) throws IOException {
        Path file = call.path(word);
        if (!Files.exists(file)) {
            throw call.refused(
                    file + " is not there",
                    "If another command makes it, run that command first (such as 'make " + word
                            + "'), and import again.");
        }
        return file;
    }

    private void warn(ToolCall call, String problem, String remedy) {
        warnings.add(new Diagnostic(call.place(), RULE, Diagnostic.Severity.WARNING, problem, remedy));
    }
}
