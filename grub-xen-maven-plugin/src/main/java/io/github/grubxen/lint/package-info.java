// SPDX-License-Identifier: Apache-2.0
/**
 * Rules over a parsed config, the image that it goes into and the tree behind it; one small class a rule.
 * Nothing here reads files or makes anything, and no rule knows another one.
 */
@NullMarked
package io.github.grubxen.lint;

import org.jspecify.annotations.NullMarked;
