// mvn package with the machine's own GRUB; a second build, offline, makes the same files
def target = new File(basedir, 'target')
def platforms = ['i386-xen', 'x86_64-xen', 'i386-xen_pvh']
platforms.each {
    assert new File(target, "grub-xen/modules/$it/moddep.lst").isFile()
    assert new File(target, "grub-xen/images/grub-${it}.bin").length() > 1_000_000
}
['grub-xen-host', 'grub-xen-bin'].each { assert new File(target, "${it}_1.0_amd64.deb").length() > 500_000 }

def log = new File(basedir, 'build.log').text
platforms.each { assert log =~ /Wrote grub-${it}\.bin, \d+ bytes, SHA-256 [0-9a-f]{12}/ }
assert !log.contains('[WARNING] The packages have no maintainer')

// the second build was offline: the same bytes, from the cache
def lines = log.readLines().findAll { it.contains('Wrote grub-xen-') }
assert lines.size() == 4 && lines[0..1] == lines[2..3]

// the third build had nothing to do, because cached packages are recognized by their bytes
assert log =~ /Nothing to do: the modules from grub-xen-bin_\S+ are up to date/
