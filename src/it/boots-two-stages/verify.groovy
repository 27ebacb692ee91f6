// on each platform, the host's image starts the guest's own
def log = new File(basedir, 'build.log').text
assert log.contains('Wrote pvhboot-i386.elf')
assert log =~ /PASS pv32 stage2-grub-i386-xen\.bin: 'LAB-MENU' in [0-9.]+ s/
assert log =~ /PASS pv stage2-grub-x86_64-xen\.bin: 'LAB-MENU' in [0-9.]+ s/
assert log =~ /PASS pvh stage2-grub-i386-xen_pvh\.bin: 'LAB-MENU' in [0-9.]+ s/
assert log.contains('3 guests booted')
