// the files that go to an archive with the packages are correct, and the archive programs accept them; signed files are correct too,
// and the passphrase does not appear in Maven's debug log
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.security.MessageDigest

def target = new File(basedir, 'target')
def home = Files.createTempDirectory('grub-xen-key').toFile()
def run = { List command ->
    def build = new ProcessBuilder(command.collect { it as String }).directory(target).redirectErrorStream(true)
    build.environment()['GNUPGHOME'] = home.path
    def process = build.start()
    def output = process.inputStream.text
    assert process.waitFor() == 0 : output
    output
}
def sha256 = { File file -> MessageDigest.getInstance('SHA-256').digest(file.bytes).encodeHex().toString() }
def files = { String suffix -> target.listFiles().findAll { it.name.endsWith(suffix) }.sort() }
def line = { File file -> " ${sha256(file)} ${file.length()} ${file.name}" as String }

def check = { Closure text ->
    def debs = files('.deb')
    assert debs.size() == 2 && files('.cdx.json').size() == 2
    def changes = files('.changes').collect(text).join('\n')
    def buildinfo = files('.buildinfo').collect(text).join('\n')
    debs.each { assert changes.readLines().contains(line(it)) && buildinfo.readLines().contains(line(it)) }
    files('.buildinfo').each { assert changes.readLines().contains(line(it)) }
    assert changes.contains('\nDistribution: bookworm\n') && changes.contains('\nDate: Fri, 02 Jan 2026 03:04:05 +0000\n')

    // the GRUB package that was used, and the digests of its modules as sha256sum computes them
    def grub = new File(basedir, '../from-apt/target/grub-xen-bin_1.0_amd64.deb')
    assert buildinfo.contains("X-Grub-Packages-Sha256:\n${line(grub)}\n")
    def sums = run(['sh', '-c', 'cd grub-xen/modules/i386-xen && LC_ALL=C sha256sum * | sha256sum']).split(' ')[0]
    assert buildinfo.contains(" ${sums} i386-xen\n")

    def host = files('.cdx.json').find { it.name.startsWith('grub-xen-host') }
    def sbom = new JsonSlurper().parse(host)
    assert sbom.metadata.component.hashes[0].content == sha256(debs.find { it.name.startsWith('grub-xen-host') })
    def image = sbom.components.find { it.name == '/usr/lib/grub-xen/grub-x86_64-xen.bin' }
    def normal = image.components.find { it.name == 'normal.mod' }
    assert normal.hashes[0].content == sha256(new File(target, 'grub-xen/modules/x86_64-xen/normal.mod'))
    assert normal.licenses[0].license.id == 'GPL-3.0-or-later'
}
def include = { String uploaders ->
    if (System.getenv('CI') == 'true' || System.getenv('PATH').split(':').any { new File(it, 'reprepro').canExecute() }) {
        def archive = new File(home, "archive-$uploaders")
        new File(archive, 'conf').mkdirs()
        new File(archive, 'conf/distributions').text = "Codename: bookworm\nArchitectures: amd64\nComponents: main\nUploaders: $uploaders\n"
        new File(archive, 'conf/uploaders').text = 'allow * by any key\n'
        new File(archive, 'conf/anybody').text = 'allow * by anybody\n'
        files('.changes').each { run(['reprepro', '-b', archive, 'include', 'bookworm', it]) }
        assert run(['reprepro', '-b', archive, 'list', 'bookworm']).readLines().size() == 2
    }
}

try {
    assert new File(basedir, 'build.log').readLines().count { it =~ /Wrote .*\.(changes|buildinfo|cdx\.json), / } >= 4
    check { File file -> file.text }

    // the preset's package with the POM's additions, and one upload of both
    def host = files('.deb').find { it.name.startsWith('grub-xen-host_') }
    assert run(['dpkg-deb', '-f', host, 'Suggests', 'Depends']) == 'Suggests: xen-utils-common\nDepends: grub-xen-bin (= 1.0)\n'
    assert run(['dpkg-deb', '-c', host]).contains('./usr/share/bug/grub-xen-host/presubj\n')
    assert files('.changes')*.name == ['uploads-its-packages_1.0_amd64.changes']
    include('anybody')

    new File(home, 'gpg-agent.conf').text = 'default-cache-ttl 0\nmax-cache-ttl 0\n'
    run(['gpg', '--batch', '--pinentry-mode', 'loopback', '--passphrase', 'correct horse battery staple',
            '--quick-gen-key', 'packager@example.org', 'rsa3072'])
    def server = '<server><id>packager-key</id><passphrase>{d74/qfDI/S0HAbqLUPSlz/UDmNnASTbvWAZAvWYalbJvK+BCR8mYEudA+LJVSoq2}</passphrase></server>'
    def settings = new File(basedir, 'settings-with-key.xml')
    settings.text = new File(basedir, '../interpolated-settings.xml').text.replace('<settings>', "<settings><servers>$server</servers>")
    def log = run([new File(System.getProperty('maven.home'), 'bin/mvn'), '-B', '-o', '-X', '-f', basedir, '-s', settings,
            "-Dmaven.repo.local=$localRepositoryPath", "-Dsettings.security=${new File(basedir, 'settings-security.xml')}",
            "-Dgpg.homedir=$home", '-Psigned', 'package'])
    assert log.contains('packager-key') && !log.contains('battery')
    check { File file -> run(['gpg', '--quiet', '--decrypt', file]) }
    files('.deb').each { assert run(['ar', 't', it]).readLines().last() == '_gpgorigin' }
    include('uploaders')
} finally {
    ['gpgconf', '--homedir', home.path, '--kill', 'all'].execute().waitFor()
    home.deleteDir()
}
