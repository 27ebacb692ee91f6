// a build, an unchanged build, a build with another config for half of the images, and one that rebuilds everything
def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 4
def wrote = { builds[it].readLines().findAll { it.contains('] Wrote ') }.collect { (it =~ /Wrote ([^,]+),/)[0][1] }.sort() }
def web = ['web-i386-xen.bin', 'web-i386-xen_pvh.bin', 'web-x86_64-xen.bin']
def mail = web.collect { it.replace('web', 'mail') }
def boot = 'site-boot_1.0_amd64.deb'
def modules = 'site-modules_1.0_amd64.deb'

assert wrote(0) == (web + mail + [boot, modules]).sort()
assert wrote(1) == []
assert builds[1].contains('Nothing to do: 6 images are up to date')
assert builds[1].contains('Nothing to do: the modules from grub-xen-bin_1.0_amd64.deb are up to date')
assert !builds[3].contains('Nothing to do')
[boot, modules].each { assert builds[1].contains("Nothing to do: $it is up to date") }
assert wrote(2) == (web + [boot]).sort()
assert builds[2].contains('Kept: 3 images are up to date') && builds[2].contains("Nothing to do: $modules is up to date")
assert wrote(3) == wrote(0)

// files that were kept equal files that are rebuilt
def digests = { n -> (builds[n] =~ /Wrote ([^,]+), \d+ bytes, SHA-256 (\w+)/).collect { [it[1], it[2]] }.collectEntries { it } }
mail.each { assert digests(3)[it] == digests(0)[it] }
web.each { assert digests(3)[it] == digests(2)[it] && digests(3)[it] != digests(0)[it] }
assert digests(3)[boot] == digests(2)[boot]
true
