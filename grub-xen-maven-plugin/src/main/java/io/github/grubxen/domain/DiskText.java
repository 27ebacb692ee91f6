// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one entry of {@code disk}: parameters with names, flags, and up to four values by position, after prefixes that are
 * deprecated.
 *
 * <p>Source: xl-disk-configuration(5); the behaviour of libxlutil 4.17.
 */
final class DiskText {
    private static final Set<String> FORMATS = Set.of("raw", "qcow", "qcow2", "vhd", "qed", "empty");
    private static final Set<String> ACCESS = Set.of("", "r", "ro", "rw", "w");
    private static final Set<String> BACKENDS = Set.of("phy", "tap", "qdisk", "standalone");
    private static final Set<String> SPECIFICATIONS = Set.of("xen", "virtio");
    private static final Set<String> FLAGS = Set.of(
            "cdrom",
            "direct-io-safe",
            "discard",
            "no-discard",
            "colo",
            "no-colo",
            "trusted",
            "untrusted",
            "grant_usage=0",
            "grant_usage=1");

    private static final Pattern PREFIX =
            Pattern.compile("(?:(raw|qcow2?|vhd)|(iscsi|e?nbd|drbd)|tapdisk|tap2?|aio|ioemu|file|phy):");
    private static final Pattern UNKNOWN_PREFIX = Pattern.compile("[a-z][a-z0-9]*:(?![a-z0-9])");
    private static final Pattern PARAMETER = Pattern.compile("([a-z][-a-z0-9]*)=([^,]*)");
    private static final String BLANKS = " \t\n";
    private static final String TARGET = "target=";

    private @Nullable String target;
    private @Nullable String format;
    private @Nullable String device;
    private String script = "";
    private boolean prefixed;
    private boolean accessSet;
    private boolean cdrom;

    /** Why an entry is refused, to follow "the disk has". */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String problem) {
            super(problem);
        }
    }

    private DiskText() {}

    static DomainDisk parse(String text) throws Refused {
        DiskText disk = new DiskText();
        int at = 0;
        while (at < text.length()) {
            if (BLANKS.indexOf(text.charAt(at)) >= 0) {
                at++;
            } else {
                at = disk.parameter(text, at);
            }
        }
        return disk.result();
    }

    /** Reads a parameter or a prefix, and returns the offset after it. */
    private int parameter(String text, int at) throws Refused {
        if (text.startsWith(TARGET, at)) {
            String value = text.substring(at + TARGET.length());
            target = once("target", target, value.endsWith(",") ? value.substring(0, value.length() - 1) : value);
            return text.length();
        }
        Matcher prefix = PREFIX.matcher(text).region(at, text.length());
        if (prefix.lookingAt()) {
            prefixed = true;
            if (prefix.group(1) != null) {
                setFormat(prefix.group(1));
            } else if (prefix.group(2) != null) {
                script = once("script", script, "block-" + prefix.group(2));
            }
            return prefix.end();
        }
        if (UNKNOWN_PREFIX.matcher(text).region(at, text.length()).lookingAt()) {
            throw new Refused("an unknown prefix");
        }
        int comma = text.indexOf(',', at);
        String token = text.substring(at, comma < 0 ? text.length() : comma);
        Matcher named = PARAMETER.matcher(token);
        if (FLAGS.contains(token)) {
            cdrom |= token.equals("cdrom");
        } else if (named.matches()) {
            named(named.group(1), named.group(2));
        } else if (token.contains("=")) {
            throw new Refused("a part that is not a parameter, '" + token + "'");
        } else {
            positional(token);
        }
        return at + token.length() + (comma < 0 ? 0 : 1);
    }

    private void named(String name, String value) throws Refused {
        switch (name) {
            case "format" -> setFormat(value);
            case "vdev" -> device = once("vdev", device, value);
            case "script" -> script = once("script", script, value);
            case "access" -> allowed("access", value, ACCESS);
            case "backendtype" -> allowed("backendtype", value, BACKENDS);
            case "specification" -> allowed("specification", value, SPECIFICATIONS);
            case "devtype" -> {
                allowed("devtype", value, Set.of("cdrom", "disk"));
                cdrom = value.equals("cdrom");
            }
            case "backend", "colo-host", "colo-port", "colo-export", "active-disk", "hidden-disk" -> {
                // says nothing about the contents
            }
            default -> throw new Refused("an unknown parameter '" + name + "'");
        }
    }

    private void positional(String value) throws Refused {
        if (target == null) {
            target = value;
        } else if (!prefixed && format == null) {
            Optional<String> withType = target.isEmpty() ? deviceAndType(value) : Optional.empty();
            if (withType.isPresent()) {
                device = withType.get();
                format = "empty";
            } else {
                setFormat(value);
            }
        } else if (device == null) {
            Optional<String> withType = deviceAndType(value);
            device = withType.orElse(value);
        } else if (!accessSet) {
            accessSet = true;
            allowed("access", value, ACCESS);
        } else {
            throw new Refused("too many parts");
        }
    }

    /** The device of a text such as {@code hdc:cdrom}. */
    private Optional<String> deviceAndType(String text) throws Refused {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String type = text.substring(colon + 1);
        allowed("type", type, Set.of("cdrom", "disk"));
        cdrom = type.equals("cdrom");
        return Optional.of(text.substring(0, colon));
    }

    private void setFormat(String value) throws Refused {
        String wanted = value.isEmpty() ? "raw" : value;
        allowed("format", wanted, FORMATS);
        if (format != null && !format.equals(wanted)) {
            throw new Refused("two formats");
        }
        format = wanted;
    }

    private static void allowed(String name, String value, Set<String> values) throws Refused {
        if (!values.contains(value)) {
            throw new Refused("'" + value + "' as its " + name);
        }
    }

    /** A value that may be given once. An empty one does not count. */
    private static String once(String name, @Nullable String before, String value) throws Refused {
        if (before != null && !before.isEmpty()) {
            throw new Refused("two values for " + name);
        }
        return value;
    }

    private DomainDisk result() throws Refused {
        if (device == null) {
            throw new Refused("no name in the guest (vdev)");
        }
        if (target == null && !cdrom) {
            throw new Refused("no target");
        }
        boolean empty = cdrom && (target == null || target.isEmpty());
        return new DomainDisk(
                target == null ? "" : target, empty ? "empty" : format == null ? "raw" : format, device, script);
    }
}
