// a POM of less than 20 lines and two configs give a package with both for each platform, verified and installed
assert new File(basedir, 'pom.xml').readLines().size() < 20
def log = new File(basedir, 'build.log').text
def deb = new File(basedir, 'target').listFiles().find { it.name ==~ /site-boot_2\..*\+1\.4_amd64\.deb/ }
assert log.contains("Verified $deb.name, also against a second build")
def listed = ['dpkg-deb', '-c', deb.path].execute().text
['web', 'rescue'].each { flavour ->
    ['i386-xen', 'x86_64-xen', 'i386-xen_pvh'].each { assert listed.contains("./usr/lib/site-boot/$flavour-${it}.bin") }
}
assert ['dpkg-deb', '-f', deb.path, 'Package', 'Architecture', 'Multi-Arch'].execute().text ==
        'Package: site-boot\nArchitecture: amd64\nMulti-Arch: foreign\n'
assert new File(localRepositoryPath, 'org/example/site-boot/1.4/site-boot-1.4.deb').bytes == deb.bytes

def image = { new File(basedir, "target/grub-xen/images/$it").getText('ISO-8859-1') }
assert image('web-x86_64-xen.bin').contains('console=hvc0 flavour=web\n')
assert image('rescue-i386-xen.bin').contains('root@example.org, 1.4 of site-boot, $grub_cpu, ${prefix}')
