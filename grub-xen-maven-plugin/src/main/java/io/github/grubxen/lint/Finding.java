// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Position;

/**
 * A problem in a config.
 *
 * @param position the position in the config
 * @param problem the problem, without a full stop
 * @param remedy the remedy, as a sentence
 */
record Finding(Position position, String problem, String remedy) {}
