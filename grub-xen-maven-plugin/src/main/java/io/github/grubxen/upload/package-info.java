// SPDX-License-Identifier: Apache-2.0
/**
 * What goes with finished packages to an archive: .changes, .buildinfo, signatures, and a bill of what is inside.
 * Here lives what is told of a package file and how it is signed; source of the rules: deb-changes(5), deb-buildinfo(5).
 * How a package is made belongs to the room deb; sending it anywhere belongs to dput.
 */
@NullMarked
package io.github.grubxen.upload;

import org.jspecify.annotations.NullMarked;
