// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;

/**
 * A component of a bill of materials, built field by field.
 *
 * <p>Source: CycloneDX 1.6, "component".
 */
final class SbomComponent {
    private final JsonObject fields = new JsonObject();

    private SbomComponent() {}

    /** A component with a type of the specification, a reference that is unique in the document, and a name. */
    static SbomComponent of(String type, String reference, String name) {
        SbomComponent component = new SbomComponent();
        component.fields.addProperty("type", type);
        component.fields.addProperty("bom-ref", reference);
        component.fields.addProperty("name", name);
        return component;
    }

    String reference() {
        return fields.get("bom-ref").getAsString();
    }

    SbomComponent with(String name, String value) {
        if (!value.isEmpty()) {
            fields.addProperty(name, value);
        }
        return this;
    }

    SbomComponent sha256(String digest) {
        JsonObject hash = new JsonObject();
        hash.addProperty("alg", "SHA-256");
        hash.addProperty("content", digest);
        JsonArray hashes = new JsonArray();
        hashes.add(hash);
        fields.add("hashes", hashes);
        return this;
    }

    SbomComponent licences(Collection<String> names) {
        fields.add("licenses", SpdxLicence.of(names));
        return this;
    }

    SbomComponent supplier(String name) {
        JsonObject supplier = new JsonObject();
        supplier.addProperty("name", name);
        fields.add("supplier", supplier);
        return this;
    }

    SbomComponent property(String name, String value) {
        JsonObject property = new JsonObject();
        property.addProperty("name", "grub-xen:" + name);
        property.addProperty("value", value);
        if (!fields.has("properties")) {
            fields.add("properties", new JsonArray());
        }
        fields.getAsJsonArray("properties").add(property);
        return this;
    }

    SbomComponent parts(List<SbomComponent> parts) {
        fields.add("components", array(parts));
        return this;
    }

    /** Adds a component that this one was made from. */
    SbomComponent ancestor(SbomComponent source) {
        JsonObject copy = source.fields.deepCopy();
        copy.remove("bom-ref");
        JsonArray ancestors = new JsonArray();
        ancestors.add(copy);
        JsonObject pedigree = new JsonObject();
        pedigree.add("ancestors", ancestors);
        fields.add("pedigree", pedigree);
        return this;
    }

    JsonObject toJson() {
        return fields;
    }

    static JsonArray array(List<SbomComponent> components) {
        JsonArray array = new JsonArray();
        components.forEach(component -> array.add(component.fields));
        return array;
    }
}
