// the message names the mangled image, the cause, and the first difference; then the same build passes
def log = new File(basedir, 'build.log').text
def found = log.readLines().findAll { it.startsWith('[ERROR] grub-xen-host_') && it.contains(': /usr/lib/grub-xen/') }
assert found.size() == 2
assert found[0] =~ /grub-i386-xen\.bin at offset 0x[0-9a-f]+: .*; a text filter changed it \(\d+ replacement characters\) \[images\]\. /
assert found[1] =~ /grub-i386-xen\.bin: not what a second build of grub-i386-xen\.bin gives .*offset 0x[0-9a-f]+, in its .* \[second-build\]\. /
assert log.contains('2 problems, listed above')
assert log =~ /Verified grub-xen-host_.*\.deb, grub-xen-bin_.*\.deb, also against a second build/

def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/grub-xen/reports/verify.json'))
assert [report.format, report.version, report.goal] == ['grub-xen-report', 1, 'verify']
assert report.findings.isEmpty() // of the second run, which finds nothing
