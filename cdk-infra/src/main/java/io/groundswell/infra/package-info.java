/**
 * The installation on AWS as CDK stacks: for each region a network, a state and a service stack. Start at {@link
 * io.groundswell.infra.InfraApp}, then {@link io.groundswell.infra.Installation}. Runs on the main thread of {@code cdk synth}
 * only; asks neither AWS nor anybody else.
 */
@NullMarked
package io.groundswell.infra;

import org.jspecify.annotations.NullMarked;
