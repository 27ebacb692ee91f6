import java.security.MessageDigest

def hex = { bytes -> MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex().toString() }
def log = new File(basedir, 'build.log').text

// the first build locked what the cache has
def lock = new File(basedir, 'grub-xen.lock').text
assert log =~ /Locked grub2 \S+ from apt \w+, 2 files, i386-xen_pvh, in \S+grub-xen\.lock/
def origin = new File(basedir, 'target/grub-xen/modules/origin').text
def digest = (origin =~ /SHA256: (\S+)/)[0][1]
assert lock =~ /(?s)\nPackage: grub-xen-bin\n.*?\nSHA256: $digest\n/
assert lock.contains('\nPackage: grub')

// the second one used it; the digest of the tree is one that anybody can compute
assert log =~ /Using grub-xen-bin_\S+ of \w+, as locked/
def tree = new File(basedir, 'target/grub-xen/modules/i386-xen_pvh').listFiles().sort { it.name }
def sum = hex(tree.collect { hex(it.bytes) + '  ' + it.name + '\n' }.join('').bytes)
assert lock.endsWith("\nPlatform: i386-xen_pvh\nFiles: ${tree.size()}\nSHA256: $sum\n")

// the third one has another package than its lock: both digests are named, and the line
def other = hex(new File(basedir, '../from-apt/target/grub-xen-bin_1.0_amd64.deb').bytes)
assert log =~ /changed\.lock:11: grub-xen-bin 1\.0 has the SHA-256 (0123456789abcdef){4} in the lock, but \S+ has $other\. /
assert log.contains('run the goal grub-xen:update, or remove the lock file')
