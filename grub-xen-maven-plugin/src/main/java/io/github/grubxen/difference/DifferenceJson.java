// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.grubxen.io.Printable;

/** A difference as JSON, for a program. The names are those of the components of {@link Difference}. */
public final class DifferenceJson {
    /** The version of the format. It must change if a reader of the previous version would misread a text. */
    public static final int VERSION = 1;

    private DifferenceJson() {}

    /** The text, which ends with a line feed. */
    public static String of(Difference difference) {
        Gson gson = new GsonBuilder()
                .setPrettyPrinting()
                .serializeNulls()
                .disableHtmlEscaping()
                .create();
        JsonObject json = new JsonObject();
        json.addProperty("format", "grub-xen-difference");
        json.addProperty("version", VERSION);
        gson.toJsonTree(difference)
                .getAsJsonObject()
                .entrySet()
                .forEach(entry -> json.add(entry.getKey(), entry.getValue()));
        return Printable.json(gson.toJson(json)) + "\n";
    }
}
