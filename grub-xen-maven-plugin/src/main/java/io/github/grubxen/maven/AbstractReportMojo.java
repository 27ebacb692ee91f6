// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.doxia.sink.SinkFactory;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.reporting.MavenMultiPageReport;
import org.apache.maven.reporting.MavenReportException;
import org.jspecify.annotations.Nullable;

/** A goal whose page is also one of the reports of the project's site. */
abstract class AbstractReportMojo extends AbstractImagesMojo implements MavenMultiPageReport {
    private static final String PAGE_OF_SITE = "grub-xen-report";

    /** The directory of the site, if the goal runs as one of its reports. */
    private @Nullable File site;

    /** The page to write. */
    final Path file() {
        return site == null
                ? directories().output().resolve("report.html")
                : site.toPath().resolve(PAGE_OF_SITE + ".html");
    }

    /** Whether the site has this report. */
    @Override
    public boolean canGenerateReport() {
        if (isSkipped()) {
            return false;
        }
        if (Files.isDirectory(directories().images())) {
            return true;
        }
        log().info("No page about the build: there are no images yet. Build them first, as in: mvn package site");
        return false;
    }

    @Override
    public void generate(@Nullable Sink sink, Locale locale) throws MavenReportException {
        generate(sink, null, locale);
    }

    /** Writes the page. It is whole, so the site adds no menu and no frame, and the sink stays empty. */
    @Override
    public void generate(@Nullable Sink sink, @Nullable SinkFactory sinks, Locale locale) throws MavenReportException {
        try {
            execute();
        } catch (MojoExecutionException | MojoFailureException e) {
            throw new MavenReportException(e.getMessage(), e);
        }
    }

    @Override
    public boolean isExternalReport() {
        return true;
    }

    @Override
    public String getOutputPath() {
        return PAGE_OF_SITE;
    }

    /** What {@link #getOutputPath} was called before maven-site-plugin 3.20. */
    @Override
    @Deprecated
    public String getOutputName() {
        return PAGE_OF_SITE;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "GRUB images and packages";
    }

    @Override
    public String getDescription(Locale locale) {
        return "The images and packages of the build: what their bytes are for, their configs, origin and boots.";
    }

    @Override
    public void setReportOutputDirectory(File directory) {
        site = directory;
    }

    @Override
    public @Nullable File getReportOutputDirectory() {
        return site;
    }
}
