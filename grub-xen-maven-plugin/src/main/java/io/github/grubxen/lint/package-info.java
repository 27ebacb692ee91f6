// SPDX-License-Identifier: Apache-2.0
/**
 * Rules that check a parsed config, the image that it is for, and the module tree. Each rule is a small class.
 * This package does not read or write files, and no rule depends on another rule.
 */
@NullMarked
package io.github.grubxen.lint;

import org.jspecify.annotations.NullMarked;
