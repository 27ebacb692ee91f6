// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import java.util.List;
import java.util.function.Function;

/**
 * A rule.
 *
 * @param name name in lower case with hyphens, such as {@code unknown-command}
 * @param level the level unless the project or the config sets another one
 * @param check finds the problems, in any order
 */
record Rule(String name, RuleLevel level, Function<Subject, List<Finding>> check) {}
