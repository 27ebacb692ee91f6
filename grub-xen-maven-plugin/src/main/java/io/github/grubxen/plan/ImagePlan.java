// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.module.ModuleTree;
import java.io.IOException;

/** What an image is to hold, before the modules of its platform are known. */
@FunctionalInterface
public interface ImagePlan {
    /**
     * The recipe for the platform of a tree.
     *
     * @throws io.github.grubxen.io.BadInput when the tree lacks what the plan asks for, or the plan would not work
     */
    ImageRecipe recipe(ModuleTree tree) throws IOException;
}
