assert !new File(basedir, 'target').exists()
assert new File(basedir, 'build.log').text.count('Skipping: grub-xen.skip is true') == 3
