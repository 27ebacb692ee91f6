assert !new File(basedir, 'target').exists()
assert new File(basedir, 'build.log').text.count('Skipped, as grub-xen.skip says') == 3
