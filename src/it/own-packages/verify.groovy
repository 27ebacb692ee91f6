// three packages of a site, read by dpkg-deb
def run = { String... command ->
    def process = new ProcessBuilder(command).redirectErrorStream(true).start()
    def out = process.inputStream.text
    assert process.waitFor() == 0: out
    out
}
def deb = { "$basedir/target/${it}_1.4_amd64.deb" as String }
def field = { name, f -> run('dpkg-deb', '-f', deb(name), f).trim() }

// images with versioned names, and links to them: two versions can be installed side by side, and a host changes by its links
def images = run('dpkg-deb', '-c', deb('site-boot-1.4'))
['i386-xen', 'x86_64-xen', 'i386-xen_pvh'].each { assert images.contains("./usr/lib/site-boot/web-$it-1.4.bin\n") }
def boot = run('dpkg-deb', '-c', deb('site-boot'))
assert boot.contains('./usr/lib/site-boot/web-x86_64-xen.bin -> web-x86_64-xen-1.4.bin\n')
assert boot.contains('./usr/lib/site-boot/default.bin -> web-x86_64-xen.bin\n')
assert field('site-boot', 'Depends') == 'site-boot-1.4 (= 1.4)'

// fields, modes, owners and control files of the POM; nothing from the environment
assert field('site-boot', 'Version') == '1.4' && field('site-boot', 'Maintainer') == 'A Packager <packager@example.org>'
assert field('site-boot', 'Breaks') == 'pvgrub2-site (<< 1.4)' && field('site-boot', 'Protected') == 'no'
assert field('site-boot', 'Description').readLines() == ['GRUB images of our site',
        ' One for each platform, with our kernel command line.', ' .', ' Boot guests with them.']
assert boot =~ /-rw-r----- root\/adm .* \.\/etc\/site-boot\/sub\/more\.conf/
assert boot =~ /drwxr-s--- root\/adm .* \.\/var\/lib\/site-boot\/\n/
assert run('dpkg-deb', '-I', deb('site-boot'), 'conffiles') == '/etc/site-boot/site.conf\n/etc/site-boot/sub/more.conf\n'
assert run('dpkg-deb', '-I', deb('site-boot'), 'postinst').startsWith('#!/bin/sh')
assert run('dpkg-deb', '-I', deb('site-boot'), 'triggers').contains('activate-noawait')
assert run('ar', 't', deb('site-boot')).readLines() == ['debian-binary', 'control.tar.zst', 'data.tar.zst']

assert field('site-boot', 'Site-Id') == '7' && field('site-boot', 'Conflicts') == 'site-images'
assert field('site-boot-1.4', 'Conflicts').isEmpty() && field('site-boot-1.4', 'Breaks').isEmpty()
assert !field('site-boot', 'Homepage').isEmpty() && field('site-boot-modules', 'Homepage').isEmpty()
['site-boot-1.4', 'site-boot-modules'].each { assert field(it, 'Source') == 'site-boot' }
assert new File(basedir, 'build.log').text =~ /Verified site-boot-1\.4_.*, also against a second build/

// documentation
def root = "$basedir/target/root" as String
run('dpkg-deb', '-x', deb('site-boot'), root)
def doc = "$root/usr/share/doc/site-boot" as String
assert run('gzip', '-dc', "$doc/changelog.gz" as String).contains('The first of our own')
assert run('gzip', '-dc', "$doc/NEWS.Debian.gz" as String).contains('The images moved')
def copyright = new File("$doc/copyright").text
assert copyright.startsWith('Format: https://www.debian.org/') && copyright.contains('Copyright: 2026 Example Hosting')
assert copyright.contains('Free Software Foundation')
assert new File("$root/usr/share/bug/site-boot/presubj").exists()
def modules = run('dpkg-deb', '-c', deb('site-boot-modules'))
assert modules.contains('./usr/share/doc/site-boot-modules -> site-boot\n')
assert modules.contains('./usr/lib/site-boot/grub/x86_64-xen/normal.mod\n')

// the staged directory, for another packager
assert new File(basedir, 'target/grub-xen/stage/site-boot/etc/site-boot/site.conf').exists()
assert run('stat', '-c', '%a', "$basedir/target/grub-xen/stage/site-boot/var/lib/site-boot" as String).trim() == '2750'
assert run('dpkg-deb', '-I', deb('site-boot-modules'), 'preinst').contains('dir_to_symlink /usr/share/doc/site-boot-modules site-boot')
