// two consoles and two command lines give four images of one template
def folder = new File(basedir, 'target/grub-xen/images')
def names = ['hvc0-debug', 'hvc0-quiet', 'ttyS0-debug', 'ttyS0-quiet']
assert folder.list().sort() == names.collect { "web-$it-x86_64.bin" as String }
for (name in names) {
    def (console, how) = name.split('-')
    def image = new File(folder, "web-$name-x86_64.bin").getText('ISO-8859-1')
    assert image.contains("linux \"(\$root)\$kernel\" root=/dev/xvda ro $how console=$console; then")
}


// a guest's output on ttyS0 is not visible: the warning names the two images with ttyS0 and no others
def log = new File(basedir, 'build.log').text
assert log =~ /\[WARNING\] fixed-kernel\.cfg:\d+:\d+: linux with console=ttyS0, which is not the guest's console \[no-console\]\. .*\(web-ttyS0-quiet-x86_64\.bin, web-ttyS0-debug-x86_64\.bin\)/
assert !log.contains('web-hvc0-quiet-x86_64.bin)') && !log.contains('web-hvc0-debug-x86_64.bin)')
