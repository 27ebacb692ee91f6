// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.regex.Pattern;

/**
 * The variables that a submenu or another config sees even if the script does not export them.
 *
 * <p>Source: the calls of grub_env_export in GRUB 2.06 to 2.14. {@code second_stage} is this plugin's own variable.
 */
final class Exported {
    private Exported() {}

    private static final Pattern NAMES =
            Pattern.compile("root|prefix|cmdpath|lockdown|shim_lock|pager|color_(normal|highlight)|lang"
                    + "|(secondary_)?locale_dir|config_(file|directory)|chosen|check_signatures|check_appended_signatures"
                    + "|second_stage|feature_\\w+|grub_(cpu|platform)|xen_grub_env_\\w+|(net|pxe)_\\w+"
                    + "|YEAR|MONTH|DAY|HOUR|MINUTE|SECOND|WEEKDAY|tpm_\\w+");

    static boolean byGrub(String name) {
        return NAMES.matcher(name).matches();
    }
}
