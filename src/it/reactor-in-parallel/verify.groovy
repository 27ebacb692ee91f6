// six projects, two at a time; pairs of them have the same config
def image = { site, platform -> new File(basedir, "site-$site/target/grub-xen/images/site-$site-${platform}.bin").bytes }
['i386-xen', 'x86_64-xen', 'i386-xen_pvh'].each { platform ->
    [1, 3, 5].each { assert image(it, platform) == image(it + 1, platform) }
    assert image(1, platform) != image(3, platform) && image(3, platform) != image(5, platform)
}
(1..6).each {
    def process = ['dpkg-deb', '-c', new File(basedir, "site-$it/target/site-${it}_1.0_amd64.deb").path].execute()
    assert process.text.readLines().count { line -> line.endsWith('.bin') } == 3
}
assert !new File(basedir, 'build.log').text.contains('not marked as thread-safe')
true
