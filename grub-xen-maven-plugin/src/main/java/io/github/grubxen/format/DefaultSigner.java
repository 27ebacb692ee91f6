// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The keys that gpg signs with by default. If a key has subkeys for signatures, gpg uses the newest one, otherwise the
 * key itself. GRUB skips subkeys of algorithms other than RSA and DSA, so it rejects their signatures.
 *
 * <p>Source: GnuPG's manual, "How to specify a user ID" ({@code !}); grub-core/commands/pgp.c, the same in 2.06, 2.12 and 2.14.
 */
final class DefaultSigner {
    private static final Comparator<SigningUse> BY_TIME =
            Comparator.comparingLong(use -> created(use.key().body()));

    private DefaultSigner() {}

    /**
     * A line for each key of the file whose default signatures GRUB rejects, although it accepts other signatures of
     * the key.
     */
    static List<String> warnings(Bytes keys) throws BadInput {
        List<String> lines = new ArrayList<>();
        List<SigningUse> group = new ArrayList<>();
        for (long at = 0; at < keys.length(); ) {
            if (keys.u8(at) == 0) {
                at++;
                continue;
            }
            OpenPgpPacket packet = OpenPgpPacket.at(keys, at);
            at = packet.end();
            if (packet.tag() == OpenPgpPacket.PUBLIC_KEY) {
                warning(keys, group).ifPresent(lines::add);
                group.clear();
            }
            if (packet.tag() == OpenPgpPacket.PUBLIC_KEY || packet.tag() == OpenPgpPacket.PUBLIC_SUBKEY) {
                group.add(new SigningUse(packet, SigningKey.isKnown(SigningKey.algorithm(packet))));
            } else if (!group.isEmpty()) {
                group.get(group.size() - 1).add(packet);
            }
        }
        warning(keys, group).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> warning(Bytes keys, List<SigningUse> group) throws BadInput {
        Optional<SigningUse> first =
                group.stream().filter(SigningUse::isSigningSubkey).max(BY_TIME).filter(use -> !use.isUsable());
        Optional<SigningUse> other = group.stream()
                .filter(SigningUse::isUsable)
                .max(Comparator.comparing(SigningUse::isSigningSubkey).thenComparing(BY_TIME));
        if (first.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        OpenPgpPacket key = first.get().key();
        return Optional.of(keys.name() + ": gpg signs with the subkey " + key.fingerprint() + ", "
                + SigningKey.name(SigningKey.algorithm(key))
                + ", unless told otherwise, and GRUB finds such a signature bad."
                + " Sign with the other key: gpg --local-user '"
                + other.get().key().fingerprint() + "!' --detach-sign FILE.");
    }

    /** Seconds since 1970, big-endian. */
    private static long created(Bytes key) {
        try {
            return (long) key.u8(1) << 24 | key.u8(2) << 16 | key.u8(3) << 8 | key.u8(4);
        } catch (BadInput e) {
            return 0;
        }
    }
}
