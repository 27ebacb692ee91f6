// builds GRUB from Debian's source in a root of Debian 12, boots an image of it, then builds it once more with a patch
def names = { File tree -> tree.list().sort() }
def published = new File(basedir, '../from-apt/target/grub-xen/modules/i386-xen_pvh')
def built = new File(basedir, 'target/grub-xen/modules/i386-xen_pvh')
assert names(built) == names(published)
names(built).each { assert new File(built, it).bytes == new File(published, it).bytes : it }

def log = new File(basedir, 'build.log').text
// the key of a tree in the cache names the plugin's own bytes, so a former run of this test built that tree with this code
assert log =~ /i386-xen_pvh: (configuring|built before, taken from the cache)/
assert log =~ /PASS pvh linux: 'site\.name=web' in /

def patched = new File(basedir, 'target-patched/grub-xen/modules/i386-xen_pvh')
assert names(patched) == names(published)
assert names(patched).findAll { new File(patched, it).bytes != new File(published, it).bytes } == ['hello.mod']
assert new File(patched, 'hello.mod').getText('ISO-8859-1').contains("from a site's own patch")
// the third build did nothing: its modules were up to date
assert log.contains('Nothing to do: the modules from source package grub2 ')

// a patch does not change the version
assert log.contains('<grub><source> has patches, but the modules keep the version of the unpatched source: set <versionSuffix>')

def origin = new File(basedir, 'target-patched/grub-xen/modules/origin').text
assert origin =~ /Compiler: gcc-12 .*\nPrograms: a root of bookworm\n/
assert origin =~ /Source-File: grub2_.*\.dsc\n/
assert origin =~ /Patch: greeting\.patch\n/
