package io.groundswell.aws;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where AWS is.
 *
 * @param region also the origin region of every event accepted here
 * @param sqsEndpoint another address than AWS's own, or none
 * @param dynamodbEndpoint another address than AWS's own, or none
 * @param credentials where credentials come from
 * @param tablePrefix what every table's name begins with
 */
public record AwsConfig(
        String region,
        Optional<URI> sqsEndpoint,
        Optional<URI> dynamodbEndpoint,
        Credentials credentials,
        String tablePrefix) {
    /** Where credentials come from. */
    public enum Credentials {
        /** The SDK's own chain: environment, container, profile. */
        DEFAULT,
        /** Fixed ones that embedded services and LocalStack accept. */
        LOCAL
    }

    private static final Setting<String> REGION =
            Setting.text("AWS_REGION", "us-east-1", "The AWS region; also the origin of every event accepted here.");
    private static final Setting<Optional<URI>> SQS_ENDPOINT = Setting.address(
            "GROUNDSWELL_SQS_ENDPOINT", "", "An address of SQS other than AWS's own, for local stacks.");
    private static final Setting<Optional<URI>> DYNAMODB_ENDPOINT = Setting.address(
            "GROUNDSWELL_DYNAMODB_ENDPOINT", "", "An address of DynamoDB other than AWS's own, for local stacks.");
    private static final Setting<Credentials> CREDENTIALS = Setting.choice(
            "GROUNDSWELL_AWS_CREDENTIALS",
            Credentials.class,
            Credentials.DEFAULT,
            "Where credentials come from: the SDK's own chain, or fixed ones that local stacks accept.");
    private static final Setting<String> TABLE_PREFIX =
            Setting.text("GROUNDSWELL_TABLE_PREFIX", "groundswell-", "What the name of every table begins with.");

    public static final List<Setting<?>> SETTINGS =
            List.of(REGION, SQS_ENDPOINT, DYNAMODB_ENDPOINT, CREDENTIALS, TABLE_PREFIX);

    public static AwsConfig read(Settings settings) {
        return new AwsConfig(
                settings.get(REGION),
                settings.get(SQS_ENDPOINT),
                settings.get(DYNAMODB_ENDPOINT),
                settings.get(CREDENTIALS),
                settings.get(TABLE_PREFIX));
    }
}
