assert !new File(basedir, 'target').exists()
String log = new File(basedir, 'build.log').text
assert log.contains('Nothing is packaged: install and deploy skip this project')
assert log.contains('Skipping artifact installation')
