/**
 * What every AWS client here does alike: region, endpoint, credentials, time limits. Start at {@link
 * io.groundswell.aws.AwsClients}. Which services a deployable uses is its own affair; it asks for the clients it needs.
 */
@NullMarked
package io.groundswell.aws;

import org.jspecify.annotations.NullMarked;
