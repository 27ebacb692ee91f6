// three command lines without a POM: a build and itself, two images as JSON in a file, and inputs of different kinds
import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert !new File(basedir, 'pom.xml').exists()
assert log =~ /No difference: 3 images, \d packages?\./

def difference = new JsonSlurper().parse(new File(basedir, 'out/difference.json'))
assert difference.format == 'grub-xen-difference' && difference.differentImages == 1
assert difference.items[0].parts.find { it.name == 'platform' }.words == 'i386-xen -> x86_64-xen'

assert log.contains('is an image, but')
