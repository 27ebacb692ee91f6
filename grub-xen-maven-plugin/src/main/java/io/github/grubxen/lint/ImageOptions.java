// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

/**
 * The caller's names for the options of an image, for remedies.
 *
 * @param modules the option that adds modules
 * @param decompressors the option that adds decompressor modules
 * @param files the option that adds files to the memdisk
 */
public record ImageOptions(String modules, String decompressors, String files) {}
