/**
 * The installation as LocalStack can hold it: the stacks of {@link io.groundswell.infra.InfraApp} as they are synthesized, less
 * what {@link io.groundswell.infra.localstack.LeftOut} lists. Start at {@link io.groundswell.infra.localstack.LocalStackApp}. Runs
 * on the main thread of {@code cdk deploy} only.
 */
@NullMarked
package io.groundswell.infra.localstack;

import org.jspecify.annotations.NullMarked;
