// a package of a site's images, another package with links to them, and cases of which one must fail: all cases run, then the build fails
def log = new File(basedir, 'build.log').text
assert log =~ /PASS pvh linux: 'site\.name=web' in [0-9.]+ s/
assert log =~ /FAIL pv planted: 'error: file `\/boot\/vmlinuz' not found\.' appeared, which is forbidden \([0-9.]+ s\)/
assert log.contains('grub-xen:boot: 1 of 2 cases failed; the first is')
assert log =~ /error: file `\/boot\/vmlinuz' not found\./

def suite = new groovy.xml.XmlParser().parse(new File(basedir, 'target/grub-xen/lab/TEST-grub-xen.boot.xml'))
assert [suite.@tests, suite.@failures, suite.@errors] == ['2', '1', '0']

def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/grub-xen/reports/boot.json'))
assert report.cases.collectEntries { [it.name, it.passed] }.findAll { !it.value }.keySet() == ['planted'] as Set
assert report.findings.size() == 1 && report.findings[0].place.name == "case 'planted'"
assert report.findings[0].problem.contains("error: file `/boot/vmlinuz' not found.")
def sarif = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/grub-xen/reports/boot.sarif'))
assert sarif.runs[0].results*.locations*.logicalLocations.flatten()*.fullyQualifiedName == ["case 'planted'"]
