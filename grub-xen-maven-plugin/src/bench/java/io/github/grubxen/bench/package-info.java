// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks with JMH, each beside what it is held against: {@code mvn test -Pbench -DskipTests -pl grub-xen-maven-plugin}.
 * Nothing here asserts anything: times are for reading, tests are elsewhere.
 * The module trees are those of the machine's Debian release, as in the tests.
 */
@NullMarked
package io.github.grubxen.bench;

import org.jspecify.annotations.NullMarked;
