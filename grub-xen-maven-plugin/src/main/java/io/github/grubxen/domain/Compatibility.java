// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.BadInput;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses configurations that cannot be changed without a decision of the user.
 *
 * <p>Source: the behaviour of xl and libxl 4.10 to 4.21.
 */
final class Compatibility {
    /** Settings that must be one value. xl ignores a list there, with a warning. */
    private static final List<String> ONE_VALUE = List.of(
            "name", "type", "builder", "kernel", "bootloader", "firmware", "ramdisk", "root", "extra", "cmdline");

    /** Settings that pass a device of the host to the guest. */
    private static final List<String> PASSED_DEVICES = List.of("pci", "dtdev");

    private static final Pattern EMULATED =
            Pattern.compile("(?:.*,)?\\s*type\\s*=\\s*ioemu\\s*(?:,.*)?", Pattern.DOTALL);

    private Compatibility() {}

    static void check(XlConfig config, GuestType to) throws BadInput {
        for (String name : ONE_VALUE) {
            Optional<Value> value = config.value(name);
            if (value.isPresent() && value.get() instanceof Value.Items) {
                throw refused(
                        config,
                        name,
                        "a list for " + name + ", which xl ignores",
                        "Set it to one value, or remove it.");
            }
        }
        if (to == GuestType.PVH) {
            checkPassthrough(config);
        }
        Optional<Value> cards = config.value("vif").filter(Value.Items.class::isInstance);
        for (Value card : cards.isPresent() ? ((Value.Items) cards.get()).values() : List.<Value>of()) {
            if (card instanceof Value.Text text && EMULATED.matcher(text.text()).matches()) {
                throw new BadInput(
                        config.place(card.span()),
                        "an emulated network card (type=ioemu), which " + to + " guests cannot have",
                        "Remove type=ioemu; the guest then uses Xen's network driver.");
            }
        }
    }

    private static void checkPassthrough(XlConfig config) throws BadInput {
        for (String name : PASSED_DEVICES) {
            if (!config.strings(name).isEmpty()) {
                throw refused(
                        config,
                        name,
                        "the guest has a device of the host, which libxl refuses for pvh guests",
                        "Leave this guest as it is, or remove the device from it.");
            }
        }
        Optional<String> passthrough = config.string("passthrough");
        if (passthrough.isPresent() && !passthrough.get().equals("disabled")) {
            throw refused(
                    config,
                    "passthrough",
                    "libxl refuses passthrough for pvh guests",
                    "Remove the line if no device is passed to the guest.");
        }
    }

    private static BadInput refused(XlConfig config, String name, String problem, String remedy) {
        return new BadInput(config.place(config.last(name).orElseThrow().span()), problem, remedy);
    }
}
