// one command writes a project that builds, lints, verifies and boots; nothing was asked, and nothing is overwritten
def log = new File(basedir, 'build.log').text
def pom = new groovy.xml.XmlParser().parse(new File(basedir, 'site-boot/pom.xml'))
assert [pom.groupId, pom.artifactId, pom.developers.developer.name]*.text() == ['org.example', 'site-boot', 'A Packager']
assert new File(basedir, 'site-boot/.gitignore').text == '/target/\n'

def packages = { new File(basedir, "$it/target").list().findAll { it.endsWith('.deb') }.sort() }
assert packages('site-boot').size() == 1 && packages('site-boot')[0].startsWith('site-boot_')
assert packages('split').collect { it.replaceAll('_.*', '') } == ['grub-xen-bin', 'grub-xen-host']
assert packages('guest-grub').collect { it.replaceAll('_.*', '') } == ['guest-grub']
def second = new File(basedir, "guest-grub/target/${packages('guest-grub')[0]}")
assert ['dpkg-deb', '-c', second.path].execute().text.contains('./boot/xen/pvhboot-i386.elf')

assert log.contains('Linted the configs of 3 images')
assert log.contains('3 guests booted')
assert log.contains('site-boot/pom.xml: another file is there already')

// what the CI templates keep and upload
['*.changes', '*.buildinfo', '*.cdx.json'].each { pattern ->
    assert new File(basedir, 'site-boot/target').list().any { it.endsWith(pattern.substring(1)) } : pattern
}
def lab = new File(basedir, 'site-boot/target/grub-xen/lab')
assert new File(lab, 'TEST-grub-xen.boot.xml').isFile()
assert lab.listFiles().count { it.name.endsWith('.txt') && it.text.startsWith('PASS ') } == 3
assert new File(basedir, 'site-boot/target/grub-xen/reports/lint.sarif').isFile()

// the README shows what the site's two builds print, with other figures; GRUB's modules come from apt there
def masked = { String line -> line.replace("${new File(basedir, 'site-boot')}/", '').replaceAll(/(?<!\S)(?!\S*-xen(?:_pvh)?\.bin)(\S*\d\S*|\.\.\.)/, '#') }
def readme = new File(basedir, '../../../../README.md').text
def shown = readme.readLines().findAll { it.startsWith('[INFO] ') && !it.startsWith('[INFO] Using ') }
assert shown.size() == 11
def printed = log.readLines().collect(masked)
def missing = shown.findAll { !printed.contains(masked(it)) }
assert missing == []
