// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Position;

/**
 * Something that will not work as it is meant.
 *
 * @param position where in the config
 * @param problem what is wrong, without a full stop
 * @param remedy what to do, a sentence
 */
record Finding(Position position, String problem, String remedy) {}
