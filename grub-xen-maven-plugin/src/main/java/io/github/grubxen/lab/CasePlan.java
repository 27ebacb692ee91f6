// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

/**
 * A case made ready.
 *
 * @param bootCase the case
 * @param domain the name of its domain
 * @param command what dom0 is told to start it
 */
record CasePlan(BootCase bootCase, String domain, String command) {}
