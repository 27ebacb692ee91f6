// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.deb.Changelog;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Printable;
import io.github.grubxen.source.GrubCompilation;
import io.github.grubxen.source.GrubPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A bill of materials of one package, in JSON. It lists the package, each file in it with its digest, and for each image the
 * kernel, the modules with their licences, the config and all other parts. The same package gives the same document, because
 * the serial number is derived from the contents.
 *
 * <p>Source: CycloneDX 1.6.
 *
 * @param deb the package
 * @param inputs the inputs of the package
 */
public record Sbom(FinishedPackage deb, BuildInputs inputs) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Writes the document beside the package. */
    public Path write() throws IOException {
        String name = deb.fileName().replaceFirst("\\.deb$", ".cdx.json");
        Path file = deb.file().resolveSibling(name);
        byte[] text = (Printable.json(toJson()) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
        return file;
    }

    /** The document's text. */
    public String toJson() throws IOException {
        References references = new References();
        SbomComponent self = self(references);
        List<SbomComponent> sources = sources(references);
        PackagedFiles packaged =
                PackagedFiles.of(new DebArchive(deb.file()), inputs.origin().modulesVersion(), references);
        List<SbomComponent> all = new ArrayList<>(packaged.files());
        all.addAll(sources);

        JsonObject bom = new JsonObject();
        bom.addProperty("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        bom.addProperty("bomFormat", "CycloneDX");
        bom.addProperty("specVersion", "1.6");
        bom.addProperty("version", 1);
        bom.add("metadata", metadata(self.ancestor(sources.get(0))));
        bom.add("components", SbomComponent.array(all));
        JsonArray dependencies = new JsonArray();
        dependencies.add(dependency(self, packaged.files()));
        packaged.images().forEach(image -> dependencies.add(dependency(image, sources)));
        bom.add("dependencies", dependencies);
        UUID serial = UUID.nameUUIDFromBytes(GSON.toJson(bom).getBytes(StandardCharsets.UTF_8));
        bom.addProperty("serialNumber", "urn:uuid:" + serial);
        return GSON.toJson(bom);
    }

    private JsonObject metadata(SbomComponent self) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("timestamp", Instant.ofEpochSecond(inputs.time()).toString());
        int space = inputs.builtBy().indexOf(' ');
        JsonObject tools = new JsonObject();
        tools.add(
                "components",
                SbomComponent.array(List.of(new References()
                        .component("application", "tool", inputs.builtBy().substring(0, space))
                        .with("version", inputs.builtBy().substring(space + 1)))));
        metadata.add("tools", tools);
        metadata.add("component", self.toJson());
        return metadata;
    }

    private SbomComponent self(References references) throws IOException {
        String name = deb.field("Package");
        String url = new PackageUrl(
                        inputs.buildOrigin()
                                .flatMap(PackageUrl::vendorNamed)
                                .or(() -> PackageUrl.vendor(deb.field("Maintainer"))),
                        name,
                        deb.field("Version"),
                        deb.field("Architecture"),
                        suite())
                .toString();
        return references
                .component("application", url, name)
                .with("version", deb.field("Version"))
                .with("description", deb.summary())
                .with("purl", url)
                .sha256(Digest.sha256(deb.file()))
                .supplier(deb.field("Maintainer"));
    }

    /** The first suite in the package's changelog, unless it is UNRELEASED. */
    private Optional<String> suite() throws IOException {
        return deb.changelog()
                .map(entry -> entry.distribution().split(" ", 2)[0])
                .filter(name -> !name.equals(Changelog.UNRELEASED));
    }

    /** GRUB's source package, and the package files that contained the modules. */
    private List<SbomComponent> sources(References references) {
        String maintainer = inputs.origin().packages().stream()
                .map(GrubPackage::maintainer)
                .findFirst()
                .orElse("");
        String url = PackageUrl.published(
                        maintainer, inputs.origin().source(), inputs.origin().version(), "source")
                .toString();
        List<SbomComponent> sources = new ArrayList<>();
        sources.add(references
                .component("application", url, inputs.origin().source())
                .with("version", inputs.origin().version())
                .with("purl", url)
                .licences(List.of(SpdxLicence.GRUB)));
        for (GrubPackage used : inputs.origin().packages()) {
            String file = PackageUrl.published(used.maintainer(), used.name(), used.version(), used.architecture())
                    .toString();
            sources.add(references
                    .component("application", file, used.name())
                    .with("version", used.version())
                    .with("purl", file)
                    .sha256(used.sha256()));
        }
        inputs.origin().compilation().ifPresent(compiled -> {
            String by = "compiled by " + compiled.compiler() + ", of " + compiled.programs();
            compiled.files().forEach(file -> sources.add(file(references, file, "source of GRUB, " + by)));
            compiled.patches().forEach(patch -> sources.add(file(references, patch, "patch applied to GRUB")));
        });
        return sources;
    }

    private static SbomComponent file(References references, GrubCompilation.Input file, String description) {
        return references
                .component("file", file.name() + "@" + file.sha256(), file.name())
                .with("description", description)
                .sha256(file.sha256());
    }

    private static JsonObject dependency(SbomComponent component, List<SbomComponent> on) {
        JsonObject dependency = new JsonObject();
        dependency.addProperty("ref", component.reference());
        JsonArray references = new JsonArray();
        on.forEach(other -> references.add(other.reference()));
        dependency.add("dependsOn", references);
        return dependency;
    }
}
