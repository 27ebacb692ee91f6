package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;

/**
 * All that determines a package's bytes.
 *
 * @param control the control fields but Installed-Size
 * @param contents what it installs
 * @param time of everything in it, seconds since the epoch
 */
public record PackageRecipe(ControlParagraph control, PackageContents contents, long time) {

    /** Name of the package. */
    public String name() {
        return control.get("Package").orElseThrow();
    }

    /** The conventional name of its file; an epoch is left out. */
    public String fileName() {
        String version = control.get("Version").orElseThrow().replaceFirst("^[0-9]+:", "");
        return name() + "_" + version + "_" + control.get("Architecture").orElseThrow() + ".deb";
    }
}
