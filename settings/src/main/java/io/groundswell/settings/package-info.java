/**
 * Settings from the environment: typed, checked, described. Each deployable lists its own as {@link
 * io.groundswell.settings.Setting} constants beside its configuration record, and its {@code main} reads them once.
 * {@code docs/configuration.md} is held to those lists by a test. Everything here is immutable.
 */
@NullMarked
package io.groundswell.settings;

import org.jspecify.annotations.NullMarked;
