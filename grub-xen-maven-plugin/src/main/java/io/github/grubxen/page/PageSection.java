// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import java.util.function.Consumer;

/**
 * A section of the page.
 *
 * @param id its anchor
 * @param title its heading
 * @param contents writes everything below the heading
 */
record PageSection(String id, String title, Consumer<Html> contents) {}
