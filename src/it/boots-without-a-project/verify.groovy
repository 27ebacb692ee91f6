// without a POM reports lie below the folder that Maven was started in; a suite that nobody has ends the run before its first guest
assert !new File(basedir, 'pom.xml').exists()
assert new File(basedir, 'build.log').text.contains('no-such-suite')
def suite = new groovy.xml.XmlParser().parse(new File(basedir, 'target/grub-xen/lab/TEST-grub-xen.boot.xml'))
assert suite.@errors == suite.@tests && suite.@tests != '0'
assert new File(basedir, 'target/grub-xen/lab').list() == ['TEST-grub-xen.boot.xml']
assert !basedir.list().any { it.contains('$') }
