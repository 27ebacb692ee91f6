// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.io.Utf8;
import io.github.grubxen.makefile.Command;
import io.github.grubxen.makefile.Makefile;
import io.github.grubxen.makefile.ShellScript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images that a Makefile or script makes.
 *
 * @param images the images, in the order of their calls
 * @param warnings what the user should know about them
 */
public record Import(List<ImportedImage> images, List<Diagnostic> warnings) {

    /** Copies the lists. */
    public Import {
        images = List.copyOf(images);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the images that make makes for targets.
     *
     * @param directory the directory in which make runs
     * @param variables variables of the command line
     * @param targets the targets; if there are none, the first of the file
     */
    public static Import ofMakefile(
            Bytes file, Path directory, Map<String, String> variables, List<String> targets, GrubDefaults defaults)
            throws IOException {
        Makefile.Run run = Makefile.commands(
                file,
                directory,
                variables,
                targets,
                text -> Tool.MENTION.matcher(text).find());
        List<Diagnostic> warnings = new ArrayList<>();
        for (Place other : run.others()) {
            warnings.add(warning(
                    other,
                    "this line is not imported, because the targets do not need it",
                    "Name its target too, if its images are wanted."));
        }
        return of(file.place(), run.commands(), defaults, warnings);
    }

    /** Reads the images that a shell script makes. */
    public static Import ofScript(Bytes file, Path directory, Map<String, String> variables, GrubDefaults defaults)
            throws IOException {
        List<Command> commands =
                ShellScript.commands(file.name(), Utf8.text(file).replace("\r\n", "\n"), 1, directory, variables);
        return of(file.place(), commands, defaults, new ArrayList<>());
    }

    private static Import of(Place file, List<Command> commands, GrubDefaults defaults, List<Diagnostic> warnings)
            throws IOException {
        CallReader reader = new CallReader(defaults, warnings);
        List<ImportedImage> images = new ArrayList<>();
        Map<Path, Place> written = new HashMap<>();
        for (Command command : commands) {
            List<String> words =
                    command.words().stream().map(Command.Field::text).toList();
            int program = Tool.wrappers(words);
            Optional<Tool> tool = program < words.size() ? Tool.of(words.get(program)) : Optional.empty();
            if (tool.isEmpty()) {
                warnOfHidden(command, words, warnings);
                continue;
            }
            command.condition()
                    .ifPresent(word -> warnings.add(warning(
                            command.place(),
                            "the condition of this '" + word + "' is not decided",
                            "Check whether the image belongs to the project.")));
            ImportedImage image = reader.read(ToolCall.parse(tool.get(), command, program));
            for (String name : command.undefined()) {
                warnings.add(warning(
                        command.place(),
                        "the file does not set the variable " + name + ", which is taken as empty",
                        "If the environment sets it, give its value as a variable."));
            }
            Place former = written.put(image.common().output(), command.place());
            if (former != null) {
                throw new BadInput(
                        command.place(),
                        image.common().output() + " is also the image of " + former,
                        "Give each image a file of its own.");
            }
            images.add(image);
        }
        if (images.isEmpty()) {
            throw new BadInput(
                    file,
                    "no call of grub-mkstandalone or grub-mkimage",
                    "Give the file that calls them; or the output of 'make -Bn' or 'sh -x' as a shell script.");
        }
        return new Import(images, warnings);
    }

    /** Warns of a tool that another program runs, such as xargs. */
    private static void warnOfHidden(Command command, List<String> words, List<Diagnostic> warnings) {
        boolean harmless = !words.isEmpty()
                && List.of("echo", "printf", "which", "type", "test", "[", "install", "cp", "rm", "apt-get", "command")
                        .contains(words.get(0));
        if (!harmless
                && words.stream().anyMatch(word -> Tool.MENTION.matcher(word).find() && word.contains("grub"))) {
            warnings.add(warning(
                    command.place(),
                    "this line names a tool of GRUB, but is not a call of it",
                    "If it makes an image, write the call itself into a script, and import that."));
        }
    }

    private static Diagnostic warning(Place place, String problem, String remedy) {
        return new Diagnostic(place, CallReader.RULE, Diagnostic.Severity.WARNING, problem, remedy);
    }
}
