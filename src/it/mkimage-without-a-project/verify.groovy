// each image is made by one command line, without a POM
assert !new File(basedir, 'pom.xml').exists()
def image = new File(basedir, 'out/image.bin').getText('ISO-8859-1')
assert image.indexOf('first key') > 0 && image.indexOf('second key') > image.indexOf('first key')
assert image.contains('/boot/grub\0')
def standalone = new File(basedir, 'out/standalone.bin').getText('ISO-8859-1')
assert standalone.contains('boot/grub/i386-xen_pvh/ext2.mod') && standalone.contains('boot/grub/i386-xen_pvh/moddep.lst')
assert standalone.contains('echo site config') && standalone.contains('(memdisk)/boot/grub\0')
assert (new File(basedir, 'build.log').text =~ /Wrote (image|standalone)\.bin, \d+ bytes/).size() == 2
