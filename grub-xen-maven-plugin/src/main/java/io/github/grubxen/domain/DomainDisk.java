// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk of a guest, as an entry of {@code disk} in its configuration describes it.
 *
 * <p>Source: xl-disk-configuration(5); the behaviour of libxlutil 4.17.
 *
 * @param target path on dom0, or what a script understands, one character for each byte; empty for a drive without a disc
 * @param format {@code raw}, {@code qcow}, {@code qcow2}, {@code vhd}, {@code qed} or {@code empty}
 * @param device the disk's name in the guest, such as {@code xvda}, one character for each byte
 * @param script a script of dom0 that gets the disk from the target; empty if the target is a file or block device
 */
public record DomainDisk(String target, String format, String device, String script) {

    /**
     * The disks of a configuration, in its order.
     *
     * @throws BadInput if xl refuses one of them; the message names the line
     */
    public static List<DomainDisk> all(XlConfig config) throws BadInput {
        List<DomainDisk> disks = new ArrayList<>();
        for (String text : config.strings("disk")) {
            try {
                disks.add(DiskText.parse(text));
            } catch (DiskText.Refused e) {
                Place place = config.place(config.last("disk").orElseThrow().span());
                throw new BadInput(
                        place,
                        "the disk '" + text + "' has " + e.getMessage() + ", so xl exits with an error",
                        "Write it as in xl-disk-configuration(5), such as '/srv/web1.img,raw,xvda,rw'.");
            }
        }
        return disks;
    }

    /** Whether the target is a path, which dom0 opens as it is. */
    public boolean isFile() {
        return script.isEmpty() && target.startsWith("/");
    }
}
