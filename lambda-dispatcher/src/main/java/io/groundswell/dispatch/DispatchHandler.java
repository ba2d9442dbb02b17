package io.groundswell.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.groundswell.dispatch.Inbox.Poison;
import io.groundswell.dispatch.metrics.DispatchMetrics;
import io.groundswell.dispatch.metrics.EmbeddedMetrics;
import io.groundswell.dispatch.metrics.Throttles;
import io.groundswell.settings.Settings;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.crac.Core;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The function that SQS messages invoke. It answers with the messages that have to come again, and only those. Immutable but
 * for caches and connections, which a snapshot of the process is taken without ({@link Wiring}); Lambda calls it from one
 * thread, the local launcher from several.
 */
public final class DispatchHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {
    private final Wiring wiring;

    /** What an invocation works with; {@code resources} are closed with the handler. */
    record Parts(
            Dispatch dispatch,
            SourceQueue queue,
            Records records,
            InstantSource clock,
            Meters meters,
            Runnable resources) {}

    /** How old what is recorded may be, and what is done about old records. */
    record Records(MessageLife life, Upkeep upkeep) {}

    /** What is measured besides an invocation's own course, and where all of it goes. */
    record Meters(Throttles throttles, DispatchMetrics metrics) {}

    /**
     * For Lambda, which configures the function by its environment.
     *
     * @throws io.groundswell.settings.InvalidSettingsException if a setting is missing or out of range
     */
    public DispatchHandler() {
        DispatcherConfig config = Settings.read(System.getenv(), DispatcherConfig::read);
        DispatchMetrics metrics = EmbeddedMetrics.of(config.metrics(), System.out::println);
        this(new Wiring(() -> DispatcherParts.connect(config, metrics), new Priming(config, InstantSource.system())));
        Core.getGlobalContext().register(wiring);
    }

    DispatchHandler(Parts parts) {
        this(Wiring.of(parts));
    }

    private DispatchHandler(Wiring wiring) {
        this.wiring = wiring;
    }

    /** For processes that configure it themselves and want none of its metrics; they close it. */
    public static DispatchHandler start(DispatcherConfig config) {
        return start(config, measured -> {});
    }

    /** For processes that configure it themselves; they close it. */
    public static DispatchHandler start(DispatcherConfig config, DispatchMetrics metrics) {
        return start(config, metrics, UnaryOperator.identity());
    }

    /**
     * As {@link #start(DispatcherConfig, DispatchMetrics)}, with something between it and DynamoDB.
     *
     * @param between gets the configured client, and gives the one that is used
     */
    public static DispatchHandler start(
            DispatcherConfig config, DispatchMetrics metrics, UnaryOperator<DynamoDbClient> between) {
        return new DispatchHandler(DispatcherParts.connect(config, metrics, between));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return handle(event);
    }

    SQSBatchResponse handle(SQSEvent event) {
        Parts parts = wiring.parts();
        long dequeued = parts.clock().millis();
        Inbox inbox = Inbox.of(event.getRecords(), parts.records().life().refusedBefore(dequeued));
        Dispatch.Result result = parts.dispatch().dispatch(inbox.topics(), dequeued);
        Set<SQSMessage> failed = new LinkedHashSet<>(inbox.messagesOf(result.failed()));
        inbox.poison().stream()
                .filter(poison -> !parts.queue().setAside(poison))
                .map(Poison::message)
                .forEach(failed::add);
        parts.queue().hasten(failed);
        InvocationReport report = new InvocationReport(
                event.getRecords().size(),
                inbox,
                result,
                failed.size(),
                parts.meters().throttles().sinceLast(),
                dequeued,
                parts.clock().millis());
        parts.meters().metrics().invoked(report.measurements());
        parts.records().upkeep().after(inbox.topics());
        return response(failed);
    }

    @Override
    public void close() {
        wiring.close();
    }

    private static SQSBatchResponse response(Set<SQSMessage> failed) {
        return SQSBatchResponse.builder()
                .withBatchItemFailures(failed.stream()
                        .map(message -> new BatchItemFailure(message.getMessageId()))
                        .toList())
                .build();
    }
}
