// boots the three images from the preset's package, each on a real Xen
def log = new File(basedir, 'build.log').text
assert log =~ /PASS pv32 grub-i386-xen\.bin: the guest's grub\.cfg in [0-9.]+ s/
assert log =~ /PASS pv grub-x86_64-xen\.bin: guest Linux [0-9.]+ in [0-9.]+ s/
assert log =~ /PASS pvh grub-i386-xen_pvh\.bin: guest Linux [0-9.]+ in [0-9.]+ s/

def lab = new File(basedir, 'target/grub-xen/lab')
def suite = new groovy.xml.XmlParser().parse(new File(lab, 'TEST-grub-xen.boot.xml'))
assert [suite.@tests, suite.@failures, suite.@errors] == ['3', '0', '0']
['x86_64-xen', 'i386-xen_pvh'].each {
    def console = new File(lab, "grub-${it}.bin.txt").text
    assert console.contains('Reading (xen/xvda)/boot/grub/grub.cfg')
    assert console =~ /LAB-CMDLINE .*lab\.image=${it}/
}
assert lab.list().sort() == ['TEST-grub-xen.boot.xml', 'grub-i386-xen.bin.txt', 'grub-i386-xen_pvh.bin.txt',
        'grub-x86_64-xen.bin.txt', 'qemu.txt', 'xen.txt']

// the page of the goal shows these lines, with other figures
def masked = { String line -> line.replace("${basedir}/", '').replaceAll(/(?<!\S)(?!\S*-xen(?:_pvh)?\.bin)\S*\d\S*/, '#') }
def page = new File(basedir, '../../../src/site/markdown/boot.md')
def shown = page.readLines().findAll { it.startsWith('[INFO] ') && !it.contains(' --- ') }
assert shown.size() == 5
def printed = log.readLines().collect(masked)
def missing = shown.findAll { !printed.contains(masked(it)) }
assert missing == []
