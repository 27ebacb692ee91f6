// two consoles by two command lines: four images of one template
def folder = new File(basedir, 'target/grub-xen/images')
def names = ['hvc0-debug', 'hvc0-quiet', 'ttyS0-debug', 'ttyS0-quiet']
assert folder.list().sort() == names.collect { "web-$it-x86_64.bin" as String }
for (name in names) {
    def (console, how) = name.split('-')
    def image = new File(folder, "web-$name-x86_64.bin").getText('ISO-8859-1')
    assert image.contains("linux \"(\$root)\$kernel\" root=/dev/xvda ro $how console=$console; then")
}
