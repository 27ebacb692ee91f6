package io.github.grubxen.lab;

import io.github.grubxen.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The configuration of one guest for Xen's toolstack.
 *
 * <p>Source: xl.cfg(5), xl-disk-configuration(5).
 *
 * @param name of the domain
 * @param platform of the image
 * @param options what else is said
 * @param disks block devices of dom0, for xvda and on
 */
record DomainConfig(String name, Platform platform, XlOptions options, List<String> disks) {
    /** Where dom0 has the image. */
    private static final String IMAGE = "/run/domain/image";

    /** Where dom0 has the hypervisor for 32-bit PV guests: Debian's Xen itself starts none. */
    static final String SHIM = "/boot/xen-shim";

    /** The text of the file. */
    String toText() {
        List<String> lines = new ArrayList<>();
        boolean shim = platform == Platform.I386_XEN;
        lines.add("name=" + quoted(name));
        lines.add("type=" + quoted(shim || platform.isPvh() ? "pvh" : "pv"));
        lines.add("kernel=" + quoted(IMAGE));
        if (shim) {
            lines.add("pvshim=1");
            lines.add("pvshim_path=" + quoted(SHIM));
        }
        lines.add("memory=" + options.memory());
        lines.add("vcpus=1");
        lines.add("tsc_mode=\"native\""); // QEMU's RDTSCP would kill a guest whose time stamps are emulated
        options.extra().ifPresent(extra -> lines.add("extra=" + quoted(extra)));
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            entries.add(quoted(
                    "format=raw,vdev=xvd" + (char) ('a' + i) + ",access=rw,backendtype=phy,target=" + disks.get(i)));
        }
        lines.add("disk=[" + String.join(",", entries) + "]");
        for (String event : List.of("on_poweroff", "on_reboot", "on_crash")) {
            lines.add(event + "=\"destroy\"");
        }
        for (Map.Entry<String, String> line : options.further().entrySet()) {
            lines.add(line.getKey() + "=" + line.getValue());
        }
        return String.join("\n", lines) + "\n";
    }

    /** Text between quotes that it does not have itself. */
    private static String quoted(String text) {
        return text.indexOf('"') < 0 ? '"' + text + '"' : "'" + text + "'";
    }
}
