// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.module.ModuleTree;
import java.io.IOException;

/** The configured contents of an image, before the modules of its platform are known. */
@FunctionalInterface
public interface ImagePlan {
    /**
     * The recipe for the platform of a tree.
     *
     * @throws io.github.grubxen.io.BadInput if the tree lacks something that the plan requires, or if the image would not work
     */
    ImageRecipe recipe(ModuleTree tree) throws IOException;
}
