/**
 * The installation on AWS as CDK stacks, one class per stack. Start at {@link io.groundswell.infra.InfraApp}, then {@link
 * io.groundswell.infra.RegionStack}. What a table is comes from the modules that read and write it, so that the two cannot
 * differ. Runs on the main thread of {@code cdk synth} only.
 */
@NullMarked
package io.groundswell.infra;

import org.jspecify.annotations.NullMarked;
