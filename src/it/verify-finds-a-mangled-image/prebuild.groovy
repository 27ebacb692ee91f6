// modules and images of an earlier build; one image went through a text filter, as Maven's resource filtering would do
import java.nio.file.Files

def from = new File(basedir, '../from-apt/target/grub-xen').toPath()
def to = new File(basedir, 'target/grub-xen').toPath()
Files.walk(from).withCloseable { all ->
    all.forEach { path ->
        def copy = to.resolve(from.relativize(path))
        Files.isDirectory(path) ? Files.createDirectories(copy) : Files.copy(path, copy)
    }
}
def image = to.resolve('images/grub-i386-xen.bin').toFile()
image.setText(image.getText('UTF-8'), 'UTF-8')
return true
