// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The licences of GRUB's modules by their names in the SPDX list. */
final class SpdxLicence {
    /** GRUB's own licence, which applies to its kernel. */
    static final String GRUB = "LICENSE=GPLv3+";

    private SpdxLicence() {}

    /** A component's field licenses, with each licence once. An unknown licence keeps its own name. */
    static JsonArray of(Collection<String> named) {
        Set<String> ids = new TreeSet<>();
        named.forEach(name -> ids.add(id(name)));
        JsonArray licences = new JsonArray();
        for (String id : ids) {
            JsonObject licence = new JsonObject();
            licence.addProperty(id.startsWith("GPL-") ? "id" : "name", id);
            JsonObject choice = new JsonObject();
            choice.add("license", licence);
            licences.add(choice);
        }
        return licences;
    }

    private static String id(String name) {
        return switch (name) {
            case "LICENSE=GPLv3+" -> "GPL-3.0-or-later";
            case "LICENSE=GPLv3" -> "GPL-3.0-only";
            case "LICENSE=GPLv2+" -> "GPL-2.0-or-later";
            default -> name;
        };
    }
}
