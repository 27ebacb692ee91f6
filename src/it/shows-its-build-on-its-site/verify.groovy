// the site of a build lists the page about its images, and leaves it out before there are any
def (before, after) = new File(basedir, 'build.log').text.split('Building shows-its-build-on-its-site')[1, 2]
assert before.contains('No page about the build: there are no images yet')
assert !before.contains('Generating "GRUB images and packages" report')
assert after.contains('Generating "GRUB images and packages" report')

def site = new File(basedir, 'target/site')
assert new File(site, 'project-reports.html').text.contains('href="grub-xen-report.html"')
def page = new File(site, 'grub-xen-report.html').text
assert page.startsWith('<!DOCTYPE html>')
assert page.contains('<h1>shows-its-build-on-its-site 1.4</h1>')
assert page.contains('site-i386-xen_pvh.bin') // so the configuration of the build applies
assert page.contains('<td>the same bytes</td>')
