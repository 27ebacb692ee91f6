// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.archive.NewcCpio;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** dom0's file system: busybox, the part of Xen's tools that starts guests, and an init program that executes commands. */
public final class Dom0 {
    private static final List<String> XEN_TOOLS = List.of("xl", "xenstored", "xenconsoled", "xen-init-dom0");
    private static final List<String> STORE_TOOLS = List.of("usr/bin/xenstore-read", "usr/bin/xenstore-write");

    /** The applets of busybox that the scripts use. */
    private static final String APPLETS = "sh mount mkdir stty insmod rmmod usleep cat echo ln dd head poweroff stat"
            + " timeout touch rm sort tail printf mkfifo tr";

    private static final String LOADER = "ld-linux-x86-64.so.2";
    private static final int FILE = 0644;
    private static final int EXECUTABLE = 0755;
    private static final long MAX_FILE_BYTES = 1 << 26;

    private Dom0() {}

    /** Writes the file system to an archive. */
    static void pack(Sysroot packages, NewcCpio archive) throws IOException {
        String xl = packages.only("usr/lib/xen-[^/]+/bin/xl");
        String xen = xl.substring(0, xl.length() - "/bin/xl".length());
        for (String directory : List.of("dev", "proc", "sys", "run", "tmp", "root", "var", "usr/bin", "usr/lib64")) {
            archive.directory(directory);
        }
        archive.link("bin", "usr/bin")
                .link("lib", "usr/lib")
                .link("lib64", "usr/lib64")
                .link("var/run", "/run");
        archive.file("usr/bin/busybox", EXECUTABLE, read(packages, "usr/bin/busybox"));
        for (String applet : APPLETS.split(" ", -1)) {
            archive.link("usr/bin/" + applet, "busybox");
        }
        List<String> programs = new ArrayList<>(
                XEN_TOOLS.stream().map(tool -> xen + "/bin/" + tool).toList());
        programs.addAll(STORE_TOOLS);
        for (String program : programs) {
            archive.file(program, EXECUTABLE, read(packages, program));
        }
        // the C library itself loads libgcc_s when a program such as xl cancels a thread
        String unwinder = packages.library("libgcc_s.so.1");
        List<String> users =
                Stream.concat(programs.stream(), Stream.of(unwinder)).toList();
        for (String library : packages.libraries(users)) {
            if (!library.endsWith(LOADER)) {
                archive.file(library, EXECUTABLE, read(packages, library));
            }
        }
        archive.file(unwinder, EXECUTABLE, read(packages, unwinder));
        archive.file("usr/lib64/" + LOADER, EXECUTABLE, read(packages, packages.library(LOADER)));
        archive.file(DomainConfig.SHIM.substring(1), FILE, read(packages, xen + "/boot/xen-shim"));
        addModules(packages, archive);
        archive.file("etc/xen/xl.conf", FILE, text("autoballoon=\"off\"\n"));
        archive.file("etc/passwd", FILE, text("root:x:0:0:root:/root:/bin/sh\n"));
        archive.file("etc/xen/scripts/block", EXECUTABLE, Resource.BLOCK.bytes());
        archive.file("init", EXECUTABLE, text(Resource.DOM0_INIT.bytes().utf8().replace("@xen@", "/" + xen)));
    }

    private static void addModules(Sysroot packages, NewcCpio archive) throws IOException {
        Dom0Modules modules = new Dom0Modules(packages);
        Map<String, Bytes> atStart = modules.inOrder(Dom0Modules.AT_START);
        for (Map.Entry<String, Bytes> module : atStart.entrySet()) {
            archive.file("modules/" + module.getKey() + ".ko", FILE, module.getValue());
        }
        archive.file("modules/order", FILE, text(String.join("\n", atStart.keySet()) + "\n"));
        archive.file("modules/brd.ko", FILE, modules.file(Dom0Modules.RAM_DISK).orElseThrow());
    }

    private static Bytes read(Sysroot packages, String path) throws IOException {
        return Bytes.read(packages.file(path), MAX_FILE_BYTES);
    }

    private static Bytes text(String text) {
        return Bytes.of("dom0", text.getBytes(StandardCharsets.UTF_8));
    }
}
