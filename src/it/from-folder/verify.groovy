// the packages are attached, so install has put both into the local repository; their version consists of GRUB's and the project's
def installed = new File(localRepositoryPath, 'org/example/from-folder/1.4-SNAPSHOT')
['grub-xen-host', 'grub-xen-bin'].each {
    def made = new File(basedir, 'target').listFiles().find { f -> f.name ==~ /${it}_.*\+1\.4~\d{8}T\d{6}_amd64\.deb/ }
    assert made != null
    def carried = new File(installed, "from-folder-1.4-SNAPSHOT-${it}.deb")
    assert carried.bytes == made.bytes
}
// from a directory or from apt, the images differ only in the memdisk's timestamp, which is the same here
for (platform in ['i386-xen', 'x86_64-xen', 'i386-xen_pvh']) {
    assert new File(basedir, "target/grub-xen/images/grub-${platform}.bin").bytes ==
            new File(basedir, "../from-apt/target/grub-xen/images/grub-${platform}.bin").bytes
}
