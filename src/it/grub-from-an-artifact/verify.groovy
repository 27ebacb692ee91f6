// the second build had no network and no apt: its modules are those of the artifact
for (platform in ['i386-xen', 'x86_64-xen', 'i386-xen_pvh']) {
    assert new File(basedir, "target/grub-xen/images/grub-${platform}.bin").bytes ==
            new File(basedir, "../from-apt/target/grub-xen/images/grub-${platform}.bin").bytes
}
// the packages still name the package file that the modules were taken from
def origin = new File(basedir, 'target/grub-xen/modules/origin').text
assert origin == new File(basedir, 'serve/target/grub-xen/modules/origin').text
assert origin.contains('grub-xen-bin_1.0_amd64.deb')
