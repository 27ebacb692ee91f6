// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The scripts that run inside the lab. */
public enum Resource {
    /** dom0's first program. */
    DOM0_INIT("dom0-init.sh"),
    /** The script that dom0's toolstack runs for a guest's disk. */
    BLOCK("block.sh"),
    /** A guest's first and only program. */
    GUEST_INIT("guest-init.sh");

    private final String file;

    Resource(String file) {
        this.file = file;
    }

    Bytes bytes() throws IOException {
        try (InputStream in = Resource.class.getResourceAsStream(file)) {
            return Bytes.of(file, Objects.requireNonNull(in, file).readAllBytes());
        }
    }

    /** All scripts in sequence, as part of the key: files made from them are made again if a script changes. */
    static String allTexts() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Resource resource : values()) {
            text.append(resource.bytes().utf8());
        }
        return text.toString();
    }
}
