// one image as grub-mkstandalone would make it, and one with a key and another file beside the config
def text = { new File(basedir, "target/grub-xen/images/$it").getText('ISO-8859-1') }
def standalone = text('site-x86_64-xen.bin')
['boot/grub/grub.cfg', 'etc/site/motd', 'etc/site/more/deep', 'boot/grub/x86_64-xen/normal.mod', 'boot/grub/x86_64-xen/moddep.lst',
        'echo site config', 'welcome', 'deeper', 'xzio'].each { assert standalone.contains(it) }
def signed = text('signed-i386-xen_pvh.bin')
['bootstrap.cfg', 'motd', 'welcome', 'boot@example.org', 'gcry_rsa'].each { assert signed.contains(it) }
assert !(new File(basedir, 'build.log').text =~ /\[WARNING\].*(signature|memdisk)/)
