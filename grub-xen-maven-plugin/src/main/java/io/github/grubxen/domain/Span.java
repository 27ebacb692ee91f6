// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

/**
 * A part of a configuration.
 *
 * @param start offset of the first byte, in bytes from the beginning of the file
 * @param end offset after the last byte
 */
public record Span(int start, int end) {}
