// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The package URL of a Debian package, or of a source package.
 *
 * <p>Source: Package URL specification, type deb.
 *
 * @param vendor the vendor in lower case, such as {@code debian}; if it is unknown, the URL has the type generic,
 *     because type deb requires a vendor
 * @param name name of the package
 * @param version version of the package
 * @param architecture architecture of the package, or {@code source}
 * @param distro the release of the distribution, such as {@code debian-12} or {@code bookworm}, if it is known
 */
record PackageUrl(Optional<String> vendor, String name, String version, String architecture, Optional<String> distro) {
    private static final Pattern DOMAIN = Pattern.compile("@([a-z0-9][a-z0-9.-]*)>?\\s*$");

    /** The release in the version of a stable update or backport of Debian: 2.06-13+deb12u2, 2.12-9~bpo12+1. */
    private static final Pattern DEBIAN_RELEASE = Pattern.compile("[+~](?:deb|bpo)([0-9]{2})(?![0-9])");

    /** A package of the distribution that its maintainer belongs to. */
    static PackageUrl published(String maintainer, String name, String version, String architecture) {
        Optional<String> vendor = vendor(maintainer);
        Matcher debianRelease = DEBIAN_RELEASE.matcher(version);
        Optional<String> distro = vendor.filter(known -> known.equals("debian") && debianRelease.find())
                .map(known -> known + "-" + debianRelease.group(1));
        return new PackageUrl(vendor, name, version, architecture, distro);
    }

    /** The distribution of a maintainer's address: Debian, Ubuntu, or the domain of the address. */
    static Optional<String> vendor(String maintainer) {
        Matcher domain = DOMAIN.matcher(maintainer.toLowerCase(Locale.ROOT));
        if (!domain.find()) {
            return Optional.empty();
        }
        String host = "." + domain.group(1);
        if (host.endsWith(".debian.org") || host.endsWith(".debian.net")) {
            return Optional.of("debian");
        }
        return Optional.of(host.endsWith(".ubuntu.com") ? "ubuntu" : domain.group(1));
    }

    /**
     * The name of a distribution as a vendor: lower case, with hyphens in place of characters that a URL would have to
     * escape.
     */
    static Optional<String> vendorNamed(String distribution) {
        String name = distribution.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._~-]+", "-");
        return Optional.of(name.replaceAll("^-+|-+$", "")).filter(there -> !there.isEmpty());
    }

    @Override
    public String toString() {
        String place = vendor.map(known -> "deb/" + known + "/").orElse("generic/");
        return "pkg:" + place + escape(name) + "@" + escape(version) + "?arch=" + escape(architecture)
                + distro.map(known -> "&distro=" + escape(known)).orElse("");
    }

    /**
     * Escapes the plus sign. All other characters of a package, letters, digits and {@code .-_~:}, stay unchanged in a
     * package URL.
     */
    private static String escape(String part) {
        return part.replace("%", "%25").replace("+", "%2B");
    }
}
