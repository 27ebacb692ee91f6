// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

/**
 * A prepared case.
 *
 * @param bootCase the case
 * @param domain the name of its domain
 * @param command the command for dom0 that starts it
 */
record CasePlan(BootCase bootCase, String domain, String command) {}
