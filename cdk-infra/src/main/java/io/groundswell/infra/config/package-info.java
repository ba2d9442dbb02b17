/**
 * What differs between installations, read from context values of the CDK and checked before anything is made of it. Start at
 * {@link io.groundswell.infra.config.InfraConfig}. Everything here is immutable, knows no CDK, and asks nobody.
 */
@NullMarked
package io.groundswell.infra.config;

import org.jspecify.annotations.NullMarked;
