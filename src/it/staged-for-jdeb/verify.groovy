// jdeb's own goal packs the contents of the directory that grub-xen:deb staged
def process = new ProcessBuilder('dpkg-deb', '-c', "$basedir/target/by-jdeb.deb" as String).redirectErrorStream(true).start()
def listed = process.inputStream.text
assert process.waitFor() == 0: listed
assert listed.contains('usr/lib/site-boot/web-i386-xen_pvh.bin') && listed.contains('usr/share/doc/site-boot/copyright')
