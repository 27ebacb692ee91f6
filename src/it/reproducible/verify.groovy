// the same build again, in another directory, with another umask, time zone, locale, user name and number of cores
import java.nio.file.Files
import java.security.MessageDigest

def elsewhere = Files.createTempDirectory('grub-xen-reproducible').toFile()
try {
    def project = new File(elsewhere, 'another place')
    project.mkdirs()
    new File(project, 'pom.xml').bytes = new File(basedir, 'pom.xml').bytes
    def modules = new File(basedir, '../from-apt/target/grub-xen/modules').canonicalPath
    def copy = new File(elsewhere, 'modules')
    assert ['cp', '-r', modules, copy.path].execute().waitFor() == 0

    def command = "umask 077; exec '${System.getProperty('maven.home')}/bin/mvn' -B -o -s '${new File(basedir, '../interpolated-settings.xml')}' -Dmaven.repo.local='${localRepositoryPath}'" +
            " -Dgrub.directory='${copy.path}' package"
    def build = new ProcessBuilder('sh', '-c', command).directory(project).redirectErrorStream(true)
    build.environment().putAll([TZ: 'Asia/Kathmandu', LC_ALL: 'C', USER: 'somebody', LOGNAME: 'somebody', SOURCE_DATE_EPOCH: '1',
            MAVEN_OPTS: '-Duser.language=tr -Duser.country=TR -Duser.name=somebody -XX:ActiveProcessorCount=1'])
    def process = build.start()
    def output = process.inputStream.text
    assert process.waitFor() == 0 : output

    def digests = { folder ->
        new File(folder, 'target').listFiles().findAll { it.name.endsWith('.deb') }.collectEntries {
            [it.name, MessageDigest.getInstance('SHA-256').digest(it.bytes).encodeHex().toString()]
        }
    }
    def first = digests(basedir)
    assert first.size() == 2
    assert digests(project) == first
} finally {
    elsewhere.deleteDir()
}
