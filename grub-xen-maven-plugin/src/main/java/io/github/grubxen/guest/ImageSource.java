// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.domain.Domain;
import io.github.grubxen.io.BadInput;
import java.io.IOException;

/** The images that guests start with. Several threads may ask at once. */
public interface ImageSource {
    /**
     * The image of a guest. The same object for guests that have the same image.
     *
     * @throws BadInput if it is not on this machine, or cannot be determined
     */
    GuestImage image(Domain domain) throws IOException;
}
