// a SNAPSHOT is built, changed and built again: each package is an upgrade that an archive accepts, until nothing changes
import java.nio.file.Files

def target = new File(basedir, 'target')
def archive = Files.createTempDirectory('grub-xen-archive').toFile()
def exit = { List command, File folder ->
    def process = new ProcessBuilder(command.collect { it as String }).directory(folder).redirectErrorStream(true).start()
    [process.inputStream.text, process.waitFor()]
}
def run = { List command, File folder = target ->
    def (output, code) = exit(command, folder)
    assert code == 0 : output
    output
}
def hasReprepro = System.getenv('CI') == 'true' || System.getenv('PATH').split(':').any { new File(it, 'reprepro').canExecute() }
def files = { String suffix -> target.listFiles()*.name.findAll { it.endsWith(suffix) }.sort() }
def build = { String goals, String... options ->
    run([new File(System.getProperty('maven.home'), 'bin/mvn'), '-B', '-o', '-s', new File(basedir, '../interpolated-settings.xml'),
            "-Dmaven.repo.local=$localRepositoryPath", *options, *goals.split(' ')], basedir)
}
def versionOf = { String log ->
    def lines = log.readLines().findAll { it.contains('-Dgrub-xen.snapshotTime=false') }
    assert lines.size() == 1 : log
    (lines[0] =~ /version ([0-9][^ ,]*)/)[0][1]
}
/** The one version that all packages and what is written about them have; verify has built each of them a second time. */
def check = { String log ->
    def version = versionOf(log)
    assert version ==~ /.*\+1\.5~\d{8}T\d{6}/
    def inName = version.toLowerCase(Locale.ROOT).replace('~', '..')
    def debs = ["site-boot-${inName}_${version}_amd64.deb", "site-boot_${version}_amd64.deb", "site-notes_${version}_amd64.deb"]*.toString()
    assert files('.deb') == debs.sort()
    assert files('.cdx.json') == debs*.replace('.deb', '.cdx.json').sort()
    ['changes', 'buildinfo'].each { assert files('.' + it) == ["snapshot-that-upgrades_${version}_amd64.$it".toString()] }
    debs.each { assert run(['dpkg-deb', '-f', it, 'Version']).trim() == version }
    assert log.contains('also against a second build') && !log.contains('Not built a second time')
    version
}
def upload = {
    if (hasReprepro) {
        files('.changes').each { run(['reprepro', '-b', archive, 'include', 'bookworm', it]) }
    }
}
def published = { run(['reprepro', '-b', archive, 'list', 'bookworm', 'site-notes']).trim() }

try {
    new File(archive, 'conf').mkdirs()
    new File(archive, 'conf/distributions').text = 'Codename: bookworm\nArchitectures: amd64\nComponents: main\n'

    def first = check(new File(basedir, 'build.log').text)
    upload()

    new File(basedir, 'src/main/grub/notes').text = 'The second build.\n'
    def log = build('verify')
    def second = check(log)
    assert log.contains('Deleted files of an earlier build of the SNAPSHOT: ') && log.contains("site-notes_${first}_amd64.deb")
    run(['dpkg', '--compare-versions', second, 'gt', first])
    run(['dpkg', '--compare-versions', second, 'lt', second.replaceFirst('~\\w+$', '')])
    upload()
    assert !hasReprepro || published() == "bookworm|main|amd64: site-notes $second"

    // nothing has changed: the same files, which the archive already has
    def written = files('.deb').collectEntries { [it, new File(target, it).lastModified()] }
    log = build('verify')
    assert check(log) == second && log.contains('Nothing has changed since the build of version ' + second)
    written.each { name, time -> assert log.contains("Nothing to do: $name is up to date") && new File(target, name).lastModified() == time }
    upload()

    // verify alone uses the version of the packages
    def debs = files('.deb').collect { "target/$it" }.join(',')
    def plugin = (new File(basedir, 'pom.xml').text =~ /(?s)grub-xen-maven-plugin<\/artifactId>\s*<version>([^<]+)/)[0][1]
    log = build("io.github.grubxen:grub-xen-maven-plugin:$plugin:verify", "-Dgrub-xen.debs=$debs")
    assert log.contains('also against a second build') && !log.contains('Not built a second time')

    // without the time: the same name and bytes in each build, also after clean
    def bytes = []
    2.times {
        log = build('clean package', '-Dgrub-xen.snapshotTime=false')
        assert !log.contains('snapshotTime')
        assert files('.deb').every { it.contains('+1.5~SNAPSHOT_') }
        bytes << files('.deb').collectEntries { [it, new File(target, it).bytes.encodeHex().toString().md5()] }
    }
    assert bytes[0] == bytes[1] && bytes[0].size() == 3

    // and back: packages without the time do not stay beside packages with it
    check(build('verify'))
} finally {
    archive.deleteDir()
}
true
