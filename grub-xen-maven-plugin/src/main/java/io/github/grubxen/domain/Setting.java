// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

/**
 * An assignment in a configuration.
 *
 * @param name the setting's name
 * @param adds whether the operator is {@code +=}, which appends to the former value of the same name
 * @param value the value that is written here
 * @param span the assignment, from its name to the end of its value
 */
public record Setting(String name, boolean adds, Value value, Span span) {}
