package io.groundswell.local;

import io.groundswell.access.DevelopmentTokens;
import io.groundswell.aws.AwsClients;
import io.groundswell.http.Routes;
import io.groundswell.likes.LikesApi;
import io.groundswell.local.page.PageConfig;
import io.groundswell.local.page.PageRoutes;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.dynamodb.DynamoNodeDirectory;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The real API with the demo page and the local status on the same port. Any thread may use it. */
final class LocalApi implements AutoCloseable {
    private static final String VIDEO = "42";
    private static final Duration DYNAMODB_TIMEOUT = Duration.ofSeconds(2);

    private final DynamoDbClient dynamoDb;
    private final LikesApi api;

    private LocalApi(DynamoDbClient dynamoDb, LikesApi api) {
        this.dynamoDb = dynamoDb;
        this.api = api;
    }

    /** @throws io.groundswell.http.BindFailedException if the port cannot be listened on */
    static LocalApi start(LocalApiConfig config) {
        DynamoDbClient dynamoDb = new AwsClients(config.api().aws()).dynamoDb(DYNAMODB_TIMEOUT);
        CompletableFuture<URI> address = new CompletableFuture<>();
        try {
            LocalApi started =
                    new LocalApi(dynamoDb, LikesApi.start(config.api(), routes(config, dynamoDb, address::join)));
            address.complete(started.address());
            return started;
        } catch (RuntimeException e) {
            dynamoDb.close();
            throw e;
        }
    }

    /** @param address known only when the API listens, which is a moment after its first request may come */
    private static Routes routes(LocalApiConfig config, DynamoDbClient dynamoDb, Supplier<URI> address) {
        InstantSource clock = InstantSource.system();
        NodeDirectory directory = new DynamoNodeDirectory(
                dynamoDb, config.api().aws().region(), config.api().aws().tablePrefix());
        PageConfig page = new PageConfig(
                config.stream().resolve("/v1/stream"),
                VIDEO,
                config.api().tokens().guests(),
                List.copyOf(config.api().reactions().names()));
        return Routes.builder()
                .add(PageRoutes.of(page, new DevelopmentTokens(config.api().tokens(), clock)))
                .get(
                        StatusEndpoint.PATH,
                        "application/json",
                        new StatusEndpoint(address, fixed(config), directory, clock))
                .build();
    }

    private static LiveStatus.Fixed fixed(LocalApiConfig config) {
        return new LiveStatus.Fixed(
                config.stream(),
                LocalStatus.QueueAddresses.of(
                        config.api().aws(), config.api().queueUrl(), config.deadLetterQueueUrl()));
    }

    URI address() {
        return Platform.address(api.port());
    }

    @Override
    public void close() {
        api.close();
        dynamoDb.close();
    }
}
