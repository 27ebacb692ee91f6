def log = new File(basedir, 'build.log').text
assert log =~ /module 'blscfg' is missing \(GRUB [^ ]+, i386-xen\)\. Check the name/
assert !new File(basedir, 'target/grub-xen/images').exists()
