// without a POM, reports are written below the directory in which Maven was started; an unknown suite ends the run before the first guest
assert !new File(basedir, 'pom.xml').exists()
assert new File(basedir, 'build.log').text.contains('no-such-suite')
def suite = new groovy.xml.XmlParser().parse(new File(basedir, 'target/grub-xen/lab/TEST-grub-xen.boot.xml'))
assert suite.@errors == suite.@tests && suite.@tests != '0'
assert new File(basedir, 'target/grub-xen/lab').list() == ['TEST-grub-xen.boot.xml']
assert !basedir.list().any { it.contains('$') }
