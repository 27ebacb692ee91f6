// each finding has file, line, column, rule and remedy, once for all platforms, and no package is made
def log = new File(basedir, 'build.log').text
assert log =~ /\[ERROR\] .*web\.cfg:3:1: GRUB [0-9.]+ has no command 'blscfg' \[unknown-command\]\. .*\(web-i386-xen\.bin, web-x86_64-xen\.bin, web-i386-xen_pvh\.bin\)/
assert log =~ /\[ERROR\] .*web\.cfg:4:1: 'linux' outside of a menuentry, and no 'boot' after it \[no-boot\]\. .*\(web-i386-xen\.bin, web-x86_64-xen\.bin, web-i386-xen_pvh\.bin\)/
assert log =~ /\[WARNING\] .*web\.cfg:4:1: linux without an initrd after it \[no-initrd\]\. /
assert log =~ /\[ERROR\] .*broken\.cfg:2:1: a syntax error: 'echo' where 'then' is expected|\[ERROR\] .*broken\.cfg:3:1: a syntax error: 'fi' where 'then' is expected \[syntax\]\. /
assert log =~ /\[ERROR\] .*filled\.cfg:2:16: GRUB [0-9.]+ has no command 'blscfg' \[unknown-command\]\. /
assert log =~ /\[ERROR\] .*filled\.cfg:3:1: 'no-such' is not a rule \[lint-comment\]\. /
assert log =~ /\[ERROR\] .*unfilled\.cfg:3:21: @root@ has no value \[unresolved-placeholder\]\. /
assert log =~ /\[ERROR\] .*unfilled\.cfg:3:41: @further@ has no value \[unresolved-placeholder\]\. /
assert !(log =~ /good\.cfg:/) && !log.contains('[no-console]')
assert log =~ /grub-xen:lint: \d errors, listed above\. Correct the configs/
assert !new File(basedir, 'target/grub-xen/images').exists()

def reports = new File(basedir, 'target/grub-xen/reports')
def json = new groovy.json.JsonSlurper().parse(new File(reports, 'lint.json'))
def boot = json.findings.find { it.rule == 'no-boot' && it.place.file.endsWith('web.cfg') }
assert [boot.severity, boot.place.line, boot.place.column, boot.accepted] == ['error', 4, 1, false]
assert boot.concerns == ['web-i386-xen.bin', 'web-x86_64-xen.bin', 'web-i386-xen_pvh.bin']
def sarif = new groovy.json.JsonSlurper().parse(new File(reports, 'lint.sarif'))
assert sarif.version == '2.1.0'
def result = sarif.runs[0].results.find { it.ruleId == 'no-boot' }
assert sarif.runs[0].tool.driver.rules[result.ruleIndex].id == 'no-boot'
assert result.level == 'error'
assert result.locations[0].physicalLocation.artifactLocation.uri.endsWith('src/main/grub/web.cfg')
assert result.locations[0].physicalLocation.region.startLine == 4
