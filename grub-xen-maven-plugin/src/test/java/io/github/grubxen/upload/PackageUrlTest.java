// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageUrlTest {

    @ParameterizedTest
    @CsvSource({
        "GRUB <pkg-grub-devel@alioth-lists.debian.net>, 2.06-13+deb12u2, "
                + "pkg:deb/debian/g@2.06-13%2Bdeb12u2?arch=amd64&distro=debian-12",
        "GRUB <g@debian.org>, 2.12-9~bpo12+1, pkg:deb/debian/g@2.12-9~bpo12%2B1?arch=amd64&distro=debian-12",
        "GRUB <g@debian.org>, 2.14-4, pkg:deb/debian/g@2.14-4?arch=amd64",
        "Ubuntu <u@lists.ubuntu.com>, 2.12-1ubuntu7, pkg:deb/ubuntu/g@2.12-1ubuntu7?arch=amd64",
        "A Site <boot@Hosting.Example>, 1:2.0+deb12u1, pkg:deb/hosting.example/g@1:2.0%2Bdeb12u1?arch=amd64",
        "nobody, 1, pkg:generic/g@1?arch=amd64"
    })
    void namesTheVendorAndTheReleaseWhereTheyAreKnown(String maintainer, String version, String url) {
        assertThat(PackageUrl.published(maintainer, "g", version, "amd64")).hasToString(url);
    }

    @Test
    void namesTheSuiteOfAPackageOfTheBuild() {
        assertThat(new PackageUrl(
                        PackageUrl.vendorNamed("Our Site, Inc."), "site-boot", "1.0", "amd64", Optional.of("bookworm")))
                .hasToString("pkg:deb/our-site-inc./site-boot@1.0?arch=amd64&distro=bookworm");
    }
}
