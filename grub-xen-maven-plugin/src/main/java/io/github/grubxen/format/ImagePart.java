// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

/**
 * A part of an image's file.
 *
 * @param name {@code headers}, {@code kernel}, {@code module NAME}, {@code memdisk}, {@code config}, {@code prefix} and so on
 * @param end offset after its last byte, padding included
 */
public record ImagePart(String name, long end) {}
