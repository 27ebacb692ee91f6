// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CI template of the site, whose YAML Perl's YAML::XS reads, a library that lintian brings. */
public enum CiTemplate {
    GITHUB("github-actions.yml"),
    GITLAB("gitlab-ci.yml");

    private final String file;

    CiTemplate(String file) {
        this.file = file;
    }

    /** The directory of the templates. */
    public static final Path DIRECTORY = Path.of("src/site/resources/ci");

    private static final String TO_JSON =
            "print JSON::PP->new->canonical->ascii->allow_nonref->encode(YAML::XS::LoadFile($ARGV[0]))";

    /** The template as JSON. */
    public JsonObject read() throws IOException {
        Tools.require("perl", "lintian");
        String json = Tools.run(DIRECTORY, "perl", "-MYAML::XS", "-MJSON::PP", "-e", TO_JSON, file);
        return JsonParser.parseString(json).getAsJsonObject();
    }

    /** A job of the template: {@code build} or {@code publish}. */
    public JsonObject job(String name) throws IOException {
        JsonObject top = this == GITHUB ? read().getAsJsonObject("jobs") : read();
        return top.getAsJsonObject(name);
    }

    /** The shell texts of a job, in their order. */
    public List<String> scripts(String job) throws IOException {
        List<String> scripts = new ArrayList<>();
        if (this == GITHUB) {
            for (JsonElement step : job(job).getAsJsonArray("steps")) {
                if (step.getAsJsonObject().has("run")) {
                    scripts.add(step.getAsJsonObject().get("run").getAsString());
                }
            }
        } else {
            for (String part : List.of("before_script", "script")) {
                job(job).getAsJsonArray(part).forEach(text -> scripts.add(text.getAsString()));
            }
        }
        return scripts;
    }

    /** The last shell text of the job that publishes. */
    public String publishing() throws IOException {
        List<String> scripts = scripts("publish");
        return scripts.get(scripts.size() - 1);
    }

    @Override
    public String toString() {
        return file;
    }
}
