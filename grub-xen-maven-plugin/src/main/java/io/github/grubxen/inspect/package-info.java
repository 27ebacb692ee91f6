// SPDX-License-Identifier: Apache-2.0
/**
 * What an image holds, shown as text or JSON, or unpacked: for a person who has an image and asks what it is.
 * Here lives what is shown and how; reading an image and refusing what is none belong to the room image.
 * Nothing here is needed to make an image.
 */
@NullMarked
package io.github.grubxen.inspect;

import org.jspecify.annotations.NullMarked;
