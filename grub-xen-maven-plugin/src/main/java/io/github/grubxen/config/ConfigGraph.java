// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.script.ControlFlowGraph;
import io.github.grubxen.script.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The control-flow graph of a config in an image, with the values of GRUB's variables at the start.
 *
 * <p>Source: GRUB's manual, "Special environment variables"; for the features, the output of {@code set} in images of
 * 2.06 and 2.12.
 */
public final class ConfigGraph {
    /** Variables that the module normal sets to {@code y}, for configs that older releases read too. */
    private static final List<String> FEATURES = List.of(
            "feature_200_final",
            "feature_all_video_module",
            "feature_chainloader_bpb",
            "feature_default_font_path",
            "feature_menuentry_id",
            "feature_menuentry_options",
            "feature_nativedisk_cmd",
            "feature_ntldr",
            "feature_platform_search_hint",
            "feature_timeout_style");

    /** In both layouts, GRUB looks for files in the memdisk until a config changes that. A menu has no default timeout. */
    private static final Map<String, String> BEGINNING =
            Map.of("root", "memdisk", "prefix", "(memdisk)/boot/grub", "timeout", "");

    private ConfigGraph() {}

    /** The graph of a config for one platform, or for any platform. */
    public static ControlFlowGraph of(Script script, Optional<Platform> platform) {
        return of(script, platform, name -> false);
    }

    /**
     * The graph of a config if the release's commands are known. A function with the name of a command may never be
     * called.
     */
    public static ControlFlowGraph of(Script script, Optional<Platform> platform, Predicate<String> isCommand) {
        Map<String, String> constants = new HashMap<>();
        FEATURES.forEach(feature -> constants.put(feature, "y"));
        platform.ifPresent(known -> {
            constants.put("grub_cpu", known.cpu());
            constants.put("grub_platform", known.firmware());
        });
        return ControlFlowGraph.of(script, constants, BEGINNING, isCommand);
    }
}
