// an operator checks a guest of PV under the image for PVH, then all guests as they would be after the move, moves one, and
// checks it again; vmlinuz has the headers and notes of a Debian kernel, and nothing to run
import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert !new File(basedir, 'pom.xml').exists()
assert log =~ /web1\.cfg: the guest is pv, and the image is for i386-xen_pvh \[domain-type]/
assert log =~ /web1\.cfg:2:1: xl starts what the bootloader finds on the guest's disk, instead of the image \[domain-start]/

assert log =~ /small\s+will not boot\s+memory: the guest has 16 MiB/
assert log =~ /web1\s+boots/
assert log =~ /xm\.cfg\s+will not boot\s+domain-config: .*likely Python/
assert log.contains('3 guests: 1 boot, 0 boot with a warning, 2 will not boot, 0 were not checked')
def report = new JsonSlurper().parse(new File(basedir, 'target/grub-xen/reports/guest-check.json'))
assert report.guests*.verdict == ['will-not-boot', 'boots', 'will-not-boot']
assert report.guests[1].notChecked == ['The disk xvda (/none/web1.img) was not read: it is not on this machine.']

assert new File(basedir, 'moved/web1.cfg').text == '''name = "web1"
kernel = "/usr/lib/grub-xen/grub-i386-xen_pvh.bin"
type = "pvh"
memory = 512
disk = ["/none/web1.img,raw,xvda,w"]
'''
assert new File(basedir, 'guests/web1.cfg').text.contains('pygrub')
assert log =~ /The guest boots, under .*grub-xen-host_1\.0_amd64\.deb: \/usr\/lib\/grub-xen\/grub-i386-xen_pvh\.bin/
