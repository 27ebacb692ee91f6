// SPDX-License-Identifier: Apache-2.0
/**
 * The files that go to an archive with finished packages: .changes, .buildinfo, signatures, bills of materials.
 * Sources of the rules: deb-changes(5), deb-buildinfo(5).
 * Making a package belongs to the package deb. Uploading is left to dput.
 */
@NullMarked
package io.github.grubxen.upload;

import org.jspecify.annotations.NullMarked;
