/**
 * The installation of {@code cdk-infra} in LocalStack: its container, the CDK's command line, and what the deployment says of
 * itself. Start at {@link io.groundswell.local.localstack.Deployer}. Runs on the thread that starts the platform, and waits
 * there.
 */
@NullMarked
package io.groundswell.local.localstack;

import org.jspecify.annotations.NullMarked;
