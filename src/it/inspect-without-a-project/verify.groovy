// three command lines without a POM: a text report with extracted parts, JSON in a file, and a file that is not an image
import groovy.json.JsonSlurper

def trees = new File(basedir, '../from-apt/target/grub-xen/modules')
def log = new File(basedir, 'build.log').text
assert !new File(basedir, 'pom.xml').exists()
assert log.contains('grub-i386-xen_pvh.bin: GRUB image for i386-xen_pvh (PVH guests)')
assert log.contains('| normal (memdisk)/bootstrap.cfg')
assert new File(basedir, 'out/parts/modules/normal.mod').bytes == new File(trees, 'i386-xen_pvh/normal.mod').bytes
assert new File(basedir, 'out/parts/memdisk-files/bootstrap.cfg').text.contains('for path in /boot/grub ')

def image = new JsonSlurper().parse(new File(basedir, 'out/image.json'))
assert image.platform == 'x86_64-xen' && image.guest == 'PV' && image.differsAt == null
def version = (new File(trees, 'x86_64-xen/modinfo.sh').text =~ /grub_package_version="(.*)"/)[0][1]
assert image.grub.version == version
assert image.modules.find { it.name == 'normal' }.licences == ['LICENSE=GPLv3+']
assert image.memdisk.files*.path == ['bootstrap.cfg']
assert image.notes.find { it.name == 'GUEST_OS' }.value == 'GRUB'

assert log =~ /kernel\.img at offset 0x40: no Xen notes/
