// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The effects of commands on variables.
 *
 * <p>Source: GRUB's kern/corecmd.c ({@code set} and {@code unset} use only their first argument), normal/context.c, and
 * the commands that call grub_env_set.
 */
final class Effects {
    private Effects() {}

    /** Commands that run unknown code, which may set variables. */
    private static final Pattern SETS_ANY =
            Pattern.compile("source|\\.|eval|normal|load_env|(legacy|syslinux|extract_\\w+)_source|blscfg|net_\\w+");

    /** Commands that run another file, which may define functions. */
    private static final Pattern RUNS_ANOTHER = Pattern.compile(
            "source|\\.|eval|normal|configfile|blscfg|(legacy|syslinux|extract_\\w+)_(source|configfile)");

    /** Commands that do not set the variables that their words name. */
    private static final Set<String> SETS_NONE = Set.of(
            "echo",
            "[",
            "test",
            "true",
            "false",
            "menuentry",
            "submenu",
            "insmod",
            "linux",
            "linux16",
            "initrd",
            "initrd16",
            "multiboot",
            "multiboot2",
            "module",
            "module2",
            "chainloader",
            "xen_hypervisor",
            "xen_module",
            "boot",
            "ls",
            "cat",
            "sleep",
            "terminal_input",
            "terminal_output",
            "serial",
            "loadfont",
            "background_image",
            "configfile",
            "time",
            "break",
            "continue",
            "return",
            "exit",
            "halt",
            "reboot",
            "clear",
            "save_env",
            "keystatus",
            "rmmod",
            "devicetree",
            "lsmod");

    /** Whether a command may set variables that it does not name. */
    static boolean setsAny(Optional<String> name) {
        return name.isEmpty() || SETS_ANY.matcher(name.get()).matches();
    }

    /** Whether a command may run another file, which may leave a loop or define functions. */
    static boolean runsAnother(Optional<String> name) {
        return name.isEmpty() || RUNS_ANOTHER.matcher(name.get()).matches();
    }

    /** Whether this class knows the effects of a command. */
    static boolean isKnown(String name) {
        return SETS_NONE.contains(name)
                || SETS_ANY.matcher(name).matches()
                || RUNS_ANOTHER.matcher(name).matches();
    }

    /** Applies the effects of a command that is neither a function nor an assignment. */
    static void apply(Call call, Variables variables) {
        String name = call.name().orElse("");
        switch (name) {
            case "set" -> {}
            case "unset" -> unset(call, variables);
            case "export" ->
                call.arguments()
                        .forEach(fields -> fields.forEach(field -> field.text().ifPresent(variables::export)));
            case "shift" -> {
                if (variables.parameters().scope()) {
                    variables.parameters(shifted(call, variables.parameters()));
                }
            }
            case "setparams" -> {
                if (variables.parameters().scope()) {
                    variables.parameters(call.parameters());
                }
            }
            default -> {
                if (setsAny(call.name())) {
                    variables.forgetAll();
                } else if (!SETS_NONE.contains(name)) {
                    named(name, call, variables);
                }
            }
        }
        if (runsAnother(call.name())) {
            variables.meetForeign();
        }
    }

    private static void unset(Call call, Variables variables) {
        for (List<Field> arguments : call.arguments()) {
            Optional<String> name =
                    arguments.isEmpty() ? Optional.of("") : arguments.get(0).text();
            if (name.isEmpty()) {
                variables.forgetAll();
            } else if (call.alternatives().size() > 1) {
                variables.forget(name.get());
            } else {
                variables.unset(name.get());
            }
        }
    }

    private static Parameters shifted(Call call, Parameters parameters) {
        Optional<List<String>> texts = call.texts();
        if (texts.equals(Optional.of(List.of()))) {
            return parameters.shifted(1);
        }
        boolean number = texts.isPresent()
                && texts.get().size() == 1
                && texts.get().get(0).matches("[1-9]|[1-9][0-9]|0");
        return number ? parameters.shifted(Integer.parseInt(texts.orElseThrow().get(0))) : Parameters.UNKNOWN;
    }

    /** Any other command may set the variables that its words name. */
    private static void named(String name, Call call, Variables variables) {
        if (name.equals("search") && Searches.maySetRoot(call)) {
            variables.forget("root");
        }
        for (List<Field> arguments : call.arguments()) {
            for (int i = 0; i < arguments.size(); i++) {
                Field field = arguments.get(i);
                if (name.equals("search") && !Searches.mayNameVariable(arguments, i)) {
                    continue;
                }
                if (field.text().isPresent()) {
                    variables.forget(field.text().get().replaceFirst("^.*[=:]", ""));
                } else if (!field.one() || mayName(field)) {
                    variables.forgetAll();
                }
            }
        }
    }

    /**
     * Whether an unknown word may be the name of a variable. It is not if it certainly contains {@code /} or {@code (}.
     */
    private static boolean mayName(Field field) {
        return field.parts().stream()
                .noneMatch(part -> !part.variable()
                        && (part.text().contains("/") || part.text().contains("(")));
    }
}
