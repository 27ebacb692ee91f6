// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a config as an image would, with nobody at the keyboard.
 *
 * @param platform the image's platform
 * @param modules the image's modules
 * @param disks the devices and files that it sees
 */
public record DryRun(Platform platform, Modules modules, Disks disks) {
    /**
     * Runs a text as an image's early config, with the image's prefix. After it, as GRUB does, {@code grub.cfg} in the prefix.
     *
     * @param early the early config; empty if the image has none
     */
    public Result image(Optional<Bytes> early, String prefix) throws IOException {
        Run run = start(prefix, early.map(Bytes::name).orElse("the image"));
        Interpreter interpreter = new Interpreter(run);
        if (early.isPresent()) {
            interpreter.script(early.get());
        }
        if (!run.isEnded()) {
            interpreter.config(run.environment.get("prefix") + "/grub.cfg", true);
        }
        return finish(run);
    }

    /**
     * Runs a guest's config as if the image had found it.
     *
     * @param file the config
     */
    public Result config(FilePath file) throws IOException {
        Run run = start("(" + file.device() + ")" + file.path().replaceFirst("/[^/]*$", ""), file.toString());
        run.environment.set("root", file.device());
        new Interpreter(run).config(file.toString(), true);
        return finish(run);
    }

    private Run start(String prefix, String name) {
        Map<String, String> variables = new HashMap<>();
        variables.put("prefix", prefix);
        variables.put("root", prefix.startsWith("(") ? prefix.replaceFirst("^\\(([^)]*)\\).*", "$1") : "");
        variables.put("grub_cpu", platform.cpu());
        variables.put("grub_platform", platform.firmware());
        for (String feature : List.of(
                "feature_chainloader_bpb",
                "feature_ntldr",
                "feature_platform_search_hint",
                "feature_default_font_path",
                "feature_all_video_module",
                "feature_menuentry_id",
                "feature_menuentry_options",
                "feature_200_final",
                "feature_nativedisk_cmd",
                "feature_timeout_style")) {
            variables.put(feature, "y");
        }
        modules.variables().stream()
                .filter(feature -> feature.startsWith("feature_"))
                .forEach(feature -> variables.put(feature, "y"));
        Run run = new Run(variables, disks, modules, name);
        run.menus.push(new ArrayList<>());
        return run;
    }

    private static Result finish(Run run) {
        run.end(Result.End.PROMPT);
        return run.result().orElseThrow();
    }
}
