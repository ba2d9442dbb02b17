package io.groundswell.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Builds the blocking clients, to be called from virtual threads. Each client owns its connections; whoever asked for it
 * closes it. Immutable; any thread may use it.
 */
public final class AwsClients {
    private static final int MOST_CONNECTIONS = 256;
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final AwsConfig config;

    public AwsClients(AwsConfig config) {
        this.config = config;
    }

    public AwsConfig config() {
        return config;
    }

    /**
     * DynamoDB with the SDK's standard retries.
     *
     * @param timeout for a whole call, retries included
     * @param watching see each call, such as to count what is throttled
     */
    public DynamoDbClient dynamoDb(Duration timeout, ExecutionInterceptor... watching) {
        return configure(DynamoDbClient.builder(), config.dynamodbEndpoint(), timeout)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(timeout)
                        .retryStrategy(RetryMode.STANDARD)
                        .executionInterceptors(List.of(watching))
                        .build())
                .build();
    }

    /**
     * The same client for callers who may be many at once: so many of their calls are under way at most, fewer while they are slow,
     * and the others wait before their time begins to run. It is closed with the client.
     *
     * @param most calls at a time, 1 or more
     * @param slow what a call may take before fewer are made at a time
     * @param patience how long a call may wait before it fails as one that was not answered
     */
    public static DynamoDbClient bounded(DynamoDbClient client, int most, Duration slow, Duration patience) {
        return BoundedCalls.of(client, new CallLimit(most, slow, patience, System::nanoTime));
    }

    /**
     * SQS without retries of the SDK's own: whoever sends decides what a failed attempt means.
     *
     * @param timeout for a call; longer than the longest long poll where the client receives
     */
    public SqsClient sqs(Duration timeout) {
        return configure(SqsClient.builder(), config.sqsEndpoint(), timeout)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(timeout)
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .build())
                .build();
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configure(
            B builder, Optional<URI> endpoint, Duration timeout) {
        builder.region(Region.of(config.region()))
                .credentialsProvider(credentials())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(MOST_CONNECTIONS)
                        .connectionTimeout(CONNECT)
                        .socketTimeout(timeout));
        endpoint.ifPresent(builder::endpointOverride);
        return builder;
    }

    private AwsCredentialsProvider credentials() {
        return switch (config.credentials()) {
            case DEFAULT -> DefaultCredentialsProvider.builder().build();
            case LOCAL -> StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        };
    }
}
