// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import java.util.List;
import java.util.function.Function;

/**
 * A rule.
 *
 * @param name lower case with hyphens, such as {@code unknown-command}
 * @param severity what is done about its findings where nothing else is said
 * @param check what it finds, in any order
 */
record Rule(String name, Severity severity, Function<Subject, List<Finding>> check) {}
