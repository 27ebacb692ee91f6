// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.platform.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration of one guest for Xen's toolstack.
 *
 * <p>Source: xl.cfg(5), xl-disk-configuration(5).
 *
 * @param name of the domain
 * @param platform the platform of the image
 * @param options further options
 * @param disks block devices of dom0, one for each disk of the guest
 */
public record DomainConfig(String name, Platform platform, XlOptions options, List<String> disks) {
    /** The image's path in dom0. */
    private static final String IMAGE = "/run/domain/image";

    /** Path in dom0 of the hypervisor for 32-bit PV guests, because Debian's Xen itself does not start such guests. */
    static final String SHIM = "/boot/xen-shim";

    /** The text of the file. The case's own lines replace the default ones. */
    public String toText() {
        Map<String, String> lines = new LinkedHashMap<>();
        boolean shim = platform == Platform.I386_XEN;
        lines.put("name", quoted(name));
        lines.put("type", quoted(shim || platform.isPvh() ? "pvh" : "pv"));
        lines.put("kernel", quoted(IMAGE));
        if (shim) {
            lines.put("pvshim", "1");
            lines.put("pvshim_path", quoted(SHIM));
        }
        lines.put("memory", Integer.toString(options.memory()));
        lines.put("vcpus", "1");
        lines.put("tsc_mode", quoted("native")); // with an emulated TSC, QEMU's RDTSCP would kill the guest
        options.extra().ifPresent(extra -> lines.put("extra", quoted(extra)));
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            entries.add(
                    quoted("format=raw,vdev=" + options.disk(i) + ",access=rw,backendtype=phy,target=" + disks.get(i)));
        }
        lines.put("disk", "[" + String.join(",", entries) + "]");
        for (String event : List.of("on_poweroff", "on_reboot", "on_crash")) {
            lines.put(event, quoted("destroy"));
        }
        lines.putAll(options.further());
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (line, value) -> text.append(line).append('=').append(value).append('\n'));
        return text.toString();
    }

    /** A text in a type of quotes that it does not contain. */
    private static String quoted(String text) {
        return text.indexOf('"') < 0 ? '"' + text + '"' : "'" + text + "'";
    }
}
