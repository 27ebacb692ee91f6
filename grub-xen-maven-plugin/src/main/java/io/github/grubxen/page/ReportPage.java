// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import io.github.grubxen.difference.Difference;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleLists;
import io.github.grubxen.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The page about a build. Its bytes depend only on what is added to it. */
public final class ReportPage {
    /** Maximum number of images that have a map and a table of their own. All images are in the overview. */
    public static final int MOST_MAPS = 50;

    /** Maximum number of different configs that are shown. */
    public static final int MOST_CONFIGS = 50;

    private final String title;
    private final String root;
    private final List<ImageSection> images = new ArrayList<>();
    private final List<ConfigSection> configs = new ArrayList<>();
    private final List<PackageSection> packages = new ArrayList<>();
    private final OriginSection origin = new OriginSection();
    private final BootSection boots = new BootSection();
    private Optional<DifferenceSection> difference = Optional.empty();

    /**
     * A text that appeared on the console of a guest.
     *
     * @param what the text in words
     * @param time time from the start of the guest
     */
    public record Step(String what, Duration time) {}

    /**
     * A page without sections.
     *
     * @param root the directory of the project; paths below it are shown without it
     */
    public ReportPage(String title, Path root) {
        this.title = title;
        this.root = root.toAbsolutePath() + "/";
    }

    /**
     * Adds an image.
     *
     * @param lists the lists of the image's module tree, which give the kinds of modules
     * @throws BadInput if the file is not a GRUB image for Xen
     */
    public void add(Bytes image, ModuleLists lists) throws BadInput {
        images.add(ImageSection.of(image, lists, images.size() < MOST_MAPS));
    }

    /**
     * Adds the config of an image. Images with the same config share its text.
     *
     * @param config the text with the name of its file
     */
    public void addConfig(Bytes config, String image) {
        ConfigSection section = configs.stream()
                .filter(known -> known.isOf(config))
                .findFirst()
                .orElseGet(() -> {
                    configs.add(new ConfigSection(config));
                    return configs.get(configs.size() - 1);
                });
        section.addImage(image);
    }

    /** Adds a finding about configs that were added before. */
    public void addFinding(Report.Finding finding) {
        configs.forEach(config -> config.addFinding(finding));
    }

    /**
     * Adds a package.
     *
     * @throws BadInput if it cannot be read
     */
    public void addPackage(Path deb) throws IOException {
        packages.add(PackageSection.of(deb));
    }

    /** Adds a fact about the inputs of the build. A value can have several lines. */
    public void addFact(String name, String value) {
        origin.addFact(name, value);
    }

    /**
     * Adds a file of the build to the table of digests.
     *
     * @param size in bytes
     * @param again whether a second build gives the same bytes, in words
     */
    public void addFile(String name, long size, String sha256, String again) {
        origin.addFile(name, size, sha256, again);
    }

    /**
     * Adds a guest that was booted.
     *
     * @param problem the problem; empty if the guest passed
     * @param time time to the last expected text, or to the failure
     * @param steps the expected texts that appeared
     * @param console the text of its console
     */
    public void addBoot(String name, Optional<String> problem, Duration time, List<Step> steps, String console) {
        boots.add(name, problem, time, steps, console);
    }

    /** Sets the difference to a former build. */
    public void difference(Difference found) {
        difference = Optional.of(new DifferenceSection(found));
    }

    /** The page. */
    public String html() {
        String style = resource("report.css");
        String script = resource("report.js");
        Html html = new Html();
        html.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").line();
        html.open("head").line().empty("meta", "charset", "utf-8").line();
        html.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + digest(style)
                                + "; script-src " + digest(script))
                .line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.element("title", title).line();
        html.open("style").verbatim(style).close().line().close().line();
        html.open("body").line().element("h1", title).line();
        List<PageSection> sections = sections();
        html.open("nav", "aria-label", "Sections").open("ul");
        for (PageSection section : sections) {
            html.open("li")
                    .element("a", section.title(), "href", "#" + section.id())
                    .close();
        }
        html.close().close().line().open("main").line();
        for (PageSection section : sections) {
            html.open("section", "id", section.id()).line();
            html.element("h2", section.title()).line();
            section.contents().accept(html);
            html.close().line();
        }
        html.close().line();
        html.open("script").verbatim(script).close().line();
        return html.close().line().close().page();
    }

    private List<PageSection> sections() {
        List<PageSection> sections = new ArrayList<>();
        difference.ifPresent(
                found -> sections.add(new PageSection("difference", "Difference to a former build", found::writeTo)));
        if (!images.isEmpty()) {
            sections.add(new PageSection("images", "Images", this::writeImages));
        }
        if (!configs.isEmpty()) {
            sections.add(new PageSection("configs", "Configs", this::writeConfigs));
        }
        if (!packages.isEmpty()) {
            sections.add(new PageSection("packages", "Packages", this::writePackages));
        }
        if (!origin.isEmpty()) {
            sections.add(new PageSection("origin", "Origin", origin::writeTo));
        }
        if (!boots.isEmpty()) {
            sections.add(new PageSection("boots", "Boots", boots::writeTo));
        }
        return sections;
    }

    private void writeImages(Html html) {
        ImageSection.writeOverview(html, images);
        for (int i = 0; i < Math.min(images.size(), MOST_MAPS); i++) {
            images.get(i).writeTo(html, "image-" + (i + 1));
        }
        if (images.size() > MOST_MAPS) {
            html.element("p", "The other " + (images.size() - MOST_MAPS) + " images are only in the overview.");
        }
    }

    private void writeConfigs(Html html) {
        for (int i = 0; i < Math.min(configs.size(), MOST_CONFIGS); i++) {
            configs.get(i).writeTo(html, root, "config-" + (i + 1));
        }
        if (configs.size() > MOST_CONFIGS) {
            html.element("p", "The other " + (configs.size() - MOST_CONFIGS) + " configs are not shown.");
        }
    }

    private void writePackages(Html html) {
        for (int i = 0; i < packages.size(); i++) {
            packages.get(i).writeTo(html, "package-" + (i + 1));
        }
    }

    /** The source expression of the content security policy for a style sheet or script. Source: CSP Level 3, section 2.3.1. */
    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
