// SPDX-License-Identifier: Apache-2.0
import java.io.File;
import java.util.List;
import java.util.Properties;
import org.apache.maven.Maven;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequestPopulator;
import org.apache.maven.execution.MavenExecutionResult;
import org.apache.maven.extension.internal.CoreExports;
import org.apache.maven.extension.internal.CoreExtensionEntry;
import org.codehaus.plexus.DefaultContainerConfiguration;
import org.codehaus.plexus.DefaultPlexusContainer;
import org.codehaus.plexus.PlexusConstants;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.classworlds.realm.ClassRealm;

/**
 * Builds a project several times in one JVM and one container, as the Maven daemon does: plugins' classes stay loaded and compiled.
 * Runs with Maven's own lib/ as its class path; prints the seconds of each build.
 */
public final class OneJvm {
    private OneJvm() {}

    /** Takes the directory of the project, how often to build it, and the local repository. */
    public static void main(String[] arguments) throws Exception {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ClassWorld world = new ClassWorld("plexus.core", loader);
        ClassRealm core = world.getClassRealm("plexus.core");
        CoreExports exports = new CoreExports(CoreExtensionEntry.discoverFrom(core));
        DefaultPlexusContainer container = new DefaultPlexusContainer(
                new DefaultContainerConfiguration()
                        .setClassWorld(world)
                        .setClassPathScanning(PlexusConstants.SCANNING_INDEX)
                        .setAutoWiring(true)
                        .setJSR250Lifecycle(true)
                        .setName("maven"),
                new com.google.inject.AbstractModule() {
                    @Override
                    protected void configure() {
                        bind(CoreExports.class).toInstance(exports);
                        bind(org.slf4j.ILoggerFactory.class).toInstance(org.slf4j.LoggerFactory.getILoggerFactory());
                    }
                });
        Thread.currentThread().setContextClassLoader(container.getContainerRealm());
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            long start = System.nanoTime();
            MavenExecutionResult result =
                    container.lookup(Maven.class).execute(request(container, arguments[0], arguments[2]));
            for (Throwable failure : result.getExceptions()) {
                failure.printStackTrace();
                System.exit(1);
            }
            System.out.printf("%.2f%n", (System.nanoTime() - start) / 1e9);
            if (System.in.read() < 0) { // a line for each further build
                break;
            }
        }
    }

    private static MavenExecutionRequest request(DefaultPlexusContainer container, String directory, String repository)
            throws Exception {
        MavenExecutionRequest request = new DefaultMavenExecutionRequest();
        request.setMultiModuleProjectDirectory(new File(directory));
        request.setLocalRepositoryPath(new File(repository));
        request.setBaseDirectory(new File(directory))
                .setPom(new File(directory, "pom.xml"))
                .setGoals(List.of("package"))
                .setOffline(true)
                .setInteractiveMode(false)
                .setLoggingLevel(MavenExecutionRequest.LOGGING_LEVEL_WARN)
                .setSystemProperties(System.getProperties())
                .setUserProperties(new Properties());
        return container.lookup(MavenExecutionRequestPopulator.class).populateDefaults(request);
    }
}
