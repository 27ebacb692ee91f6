// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Commands for variables, positional parameters and the environment block.
 *
 * <p>Source: GRUB, grub-core/kern/corecmd.c, normal/context.c, commands/loadenv.c, commands/regexp.c; lib/envblk.c for the
 * format of the block.
 */
record VariableCommands(Run run) {
    /** The first line of an environment block. */
    private static final String SIGNATURE = "# GRUB Environment Block\n";

    /** The largest environment block in bytes; GRUB's own tools write 1024. */
    private static final long LARGEST_BLOCK = 1 << 20;

    void addTo(Map<String, Command> commands) {
        commands.put("set", this::set);
        commands.put("unset", (statement, words) -> {
            words.forEach(run.environment::unset);
            run.success = !words.isEmpty();
        });
        commands.put("export", (statement, words) -> words.forEach(run.environment::export));
        commands.put("load_env", this::loadEnv);
        commands.put("save_env", (statement, words) -> {});
        commands.put("regexp", this::regexp);
    }

    private void set(Statement.Command statement, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        int sign = words.get(0).indexOf('=');
        if (sign < 0) {
            run.fail(statement.position(), "not an assignment.");
        } else {
            run.environment.set(words.get(0).substring(0, sign), words.get(0).substring(sign + 1));
        }
    }

    private void loadEnv(Statement.Command statement, List<String> words) throws IOException {
        Options options = Options.of(words, "--file -f=", "--skip-sig -s");
        String file = options.value("--file").orElse(run.environment.get("prefix") + "/grubenv");
        Optional<Bytes> block = run.read(file, LARGEST_BLOCK);
        if (block.isEmpty()) {
            run.notFound(statement.position(), file);
        } else if (!block.get().has(0, SIGNATURE)) {
            run.fail(statement.position(), "invalid environment block.");
        } else {
            load(block.get().utf8(), options.operands());
        }
    }

    private void load(String block, List<String> wanted) {
        for (String line : block.split("\n", -1)) {
            int sign = line.indexOf('=');
            if (line.startsWith("#") || sign < 1) {
                continue;
            }
            String name = line.substring(0, sign);
            if (wanted.isEmpty() || wanted.contains(name)) {
                run.environment.set(name, line.substring(sign + 1).replaceAll("\\\\(.)", "$1"));
            }
        }
    }

    /** {@code regexp [--set [number:]variable] REGEXP STRING}: POSIX's extended expressions, which Java's nearly contain. */
    private void regexp(Statement.Command statement, List<String> words) {
        List<String> sets = new ArrayList<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("--set=")) {
                sets.add(word.substring("--set=".length()));
            } else if ((word.equals("--set") || word.equals("-s")) && i + 1 < words.size()) {
                sets.add(words.get(++i));
            } else {
                operands.add(word);
            }
        }
        if (operands.size() != 2) {
            run.fail(statement.position(), "two arguments expected.");
            return;
        }
        try {
            Matcher matcher = Pattern.compile(operands.get(0)).matcher(new BoundedText(operands.get(1)));
            run.success = matcher.find();
            if (run.success) {
                sets.forEach(set -> assign(matcher, set));
            }
        } catch (PatternSyntaxException e) {
            run.fail(statement.position(), "Invalid regular expression.");
        } catch (BoundedText.GivenUp | StackOverflowError e) {
            run.success = false;
            run.assume(run.place(statement.position())
                    + ": the search for the regular expression takes too long. It was taken not to match.");
        }
    }

    private void assign(Matcher matcher, String set) {
        int colon = set.indexOf(':');
        String number = colon < 0 ? "1" : set.substring(0, colon);
        int group = number.matches("\\d{1,3}") ? Integer.parseInt(number) : matcher.groupCount() + 1;
        if (group <= matcher.groupCount()) {
            String value = matcher.group(group);
            run.environment.set(set.substring(colon + 1), value == null ? "" : value);
        }
    }
}
