// two command lines without a POM: Debian's modules are equal to those built from Debian's source, until a patch is applied
def log = new File(basedir, 'build.log').text
assert !new File(basedir, 'pom.xml').exists()
assert log =~ /i386-xen_pvh: (\d+) of \1 files equal/
assert log =~ /\] (\d+) of \1 modules equal/
assert log =~ /ERROR\] i386-xen_pvh\/hello\.mod: differs in .*\.text/
def last = log =~ /grub-xen-bin_.*\.deb: was not built from source package grub2 .* and 1 patch in this way: (\d+) of (\d+) modules equal, 1 files differ/
assert last && (last[0][2] as int) - (last[0][1] as int) == 1
