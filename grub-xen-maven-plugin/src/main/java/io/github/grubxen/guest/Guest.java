// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.kernel.Initrd;
import io.github.grubxen.kernel.LinuxKernel;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a guest.
 *
 * @param kernel its kernel
 * @param initrd its initrd
 * @param memory its memory in bytes
 */
public record Guest(Optional<LinuxKernel> kernel, Optional<Initrd> initrd, OptionalLong memory) {}
