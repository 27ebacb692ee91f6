// a build root needs namespaces, which a container may not permit
def command = ['unshare', '--mount', '--net', '--pid', '--fork']
if (System.getProperty('user.name') != 'root') {
    command += ['--user', '--map-root-user']
}
def permitted = (command + 'true').execute().waitFor() == 0
if (!permitted) {
    println "${basedir.name} needs the right to make namespaces (unshare), which this machine does not give"
}
return permitted
