// a site's images have the requested modules and no others
def images = new File(basedir, 'target/grub-xen/images').listFiles().collect { it.name }.sort()
assert images == ['web-i386-xen_pvh.bin', 'web-x86_64-xen.bin']
images.each {
    def bytes = new File(basedir, "target/grub-xen/images/$it").getText('ISO-8859-1')
    assert bytes.contains('root=/dev/xvda1 ro console=hvc0')
    assert bytes.contains('www')
    assert bytes.length() < 700_000
}
assert !new File(basedir, 'target').listFiles().any { it.name.endsWith('.deb') }
