// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Devices and files in memory. */
public final class FakeDisks implements Disks {
    private final Map<String, Map<String, String>> devices = new LinkedHashMap<>();
    private final Map<String, String> facts = new LinkedHashMap<>();

    /** Adds a file, and its device if it is new. */
    public FakeDisks file(String device, String path, String text) {
        devices.computeIfAbsent(device, name -> new LinkedHashMap<>()).put(path, text);
        return this;
    }

    /** Adds a fact about a device. */
    public FakeDisks fact(String device, Fact fact, String value) {
        devices.computeIfAbsent(device, name -> new LinkedHashMap<>());
        facts.put(device + fact, value);
        return this;
    }

    @Override
    public List<String> devices() {
        return List.copyOf(devices.keySet());
    }

    @Override
    public Optional<Entry> entry(String device, String path) {
        Map<String, String> files = devices.getOrDefault(device, Map.of());
        String text = files.get(simple(path));
        if (text != null) {
            return Optional.of(new Entry(false, text.length()));
        }
        String start = simple(path + "/");
        return files.keySet().stream().anyMatch(name -> name.startsWith(start))
                ? Optional.of(new Entry(true, 0))
                : Optional.empty();
    }

    @Override
    public List<String> names(String device, String directory) {
        String start = simple(directory + "/");
        TreeSet<String> names = new TreeSet<>();
        for (String path : devices.getOrDefault(device, Map.of()).keySet()) {
            if (path.startsWith(start)) {
                names.add(path.substring(start.length()).replaceFirst("/.*$", ""));
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<Bytes> read(String device, String path, long limit) {
        return Optional.ofNullable(devices.getOrDefault(device, Map.of()).get(simple(path)))
                .map(text -> Bytes.of("(" + device + ")" + path, text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String simple(String path) {
        return path.replaceAll("/{2,}", "/");
    }

    @Override
    public Optional<String> fact(String device, Fact fact) {
        return Optional.ofNullable(facts.get(device + fact));
    }
}
