// a Makefile becomes a project, whose images are those that the goal builds from the Makefile
def project = new File(basedir, 'project')
['db', 'web'].each { flavour ->
    ['x86_64-xen', 'i386-xen_pvh'].each { platform ->
        def image = new File(project, "target/grub-xen/images/$flavour-${platform}.bin")
        assert image.getText('ISO-8859-1').contains(new File(basedir, "${flavour}.cfg").text)
    }
}
assert new File(project, 'target/grub-xen/mkimage/rescue.bin').getText('ISO-8859-1').contains('echo early config')
assert !new File(basedir, 'db-x86_64-xen.bin').exists() // make did not run
assert (new File(basedir, 'build.log').text =~ /-(x86_64-xen|i386-xen_pvh)\.bin: the same bytes as /).size() == 4
