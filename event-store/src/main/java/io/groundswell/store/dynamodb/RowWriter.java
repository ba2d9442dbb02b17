package io.groundswell.store.dynamodb;

import io.groundswell.aws.Parallel;
import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Writes rows of one table, each unless one is there whose version is newer. Rows that are probably new are inserted 25 to a
 * call, which fails singly for those that are not: these, and all others, are put each with its condition. So twice, late and
 * out of order end alike, at the price of one write a row and few calls. A row whose insertion is throttled is not put, which
 * would be throttled too: it is not kept. Immutable; any thread may use it.
 */
final class RowWriter {
    /** What a call takes at most. */
    static final int BATCH = 25;

    private static final String TOO_LATE = "not begun in time";

    private static final Logger LOG = LoggerFactory.getLogger(RowWriter.class);

    private final DynamoDbClient client;
    private final Rules rules;
    private final String insert;
    private final String condition;

    /**
     * @param table its name
     * @param attributes of every row, each of them
     * @param version the attribute that rises with newer copies
     * @param replacesEqual whether a copy of the same version is written again
     * @param atOnce calls at a time, at least 1
     */
    record Rules(String table, List<String> attributes, String version, boolean replacesEqual, int atOnce) {}

    RowWriter(DynamoDbClient client, Rules rules) {
        this.client = client;
        this.rules = rules;
        this.insert = "INSERT INTO \"" + rules.table() + "\" VALUE "
                + rules.attributes().stream()
                        .map(name -> "'" + name + "': ?")
                        .collect(Collectors.joining(", ", "{", "}"));
        this.condition = "attribute_not_exists(#v) OR #v " + (rules.replacesEqual() ? "<=" : "<") + " :v";
    }

    /** @return the topics of which not every row is known to be kept */
    Set<Topic> write(Collection<Row> rows) {
        return write(rows, () -> false);
    }

    /**
     * @param isTooLate whether no call may begin any more; what is left then is not kept
     * @return the topics of which not every row is known to be kept
     */
    Set<Topic> write(Collection<Row> rows, BooleanSupplier isTooLate) {
        List<List<Row>> batches =
                batches(rows.stream().filter(Row::isProbablyNew).toList());
        List<Row> rest = new ArrayList<>(
                rows.stream().filter(row -> !row.isProbablyNew()).toList());
        List<Failure> failures = new ArrayList<>();
        for (Inserted inserted : Parallel.map(batches, rules.atOnce(), batch -> insert(batch, isTooLate))) {
            rest.addAll(inserted.there());
            failures.addAll(inserted.failures());
        }
        Parallel.map(rest, rules.atOnce(), row -> put(row, isTooLate)).forEach(failures::addAll);
        if (!failures.isEmpty()) {
            LOG.warn("{}: {} rows not known to be kept, {}", rules.table(), failures.size(), failures.getFirst());
        }
        return failures.stream().map(Failure::topic).collect(Collectors.toSet());
    }

    /** A row that is not known to be kept. */
    private record Failure(Topic topic, String reason) {}

    /**
     * @param there rows with whose keys there are some already
     * @param failures rows that are not known to be kept
     */
    private record Inserted(List<Row> there, List<Failure> failures) {
        static Inserted failed(List<Row> batch, String reason) {
            return new Inserted(
                    List.of(),
                    batch.stream().map(row -> new Failure(row.topic(), reason)).toList());
        }
    }

    private Inserted insert(List<Row> batch, BooleanSupplier isTooLate) {
        if (isTooLate.getAsBoolean()) {
            return Inserted.failed(batch, TOO_LATE);
        }
        try {
            List<BatchStatementResponse> answers = client.batchExecuteStatement(request -> request.statements(
                            batch.stream().map(this::insertion).toList()))
                    .responses();
            return judge(batch, answers);
        } catch (SdkException e) {
            return Inserted.failed(batch, e.toString());
        }
    }

    private static Inserted judge(List<Row> batch, List<BatchStatementResponse> answers) {
        List<Row> there = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            Row row = batch.get(index);
            BatchStatementError error = answers.get(index).error();
            if (error != null && isThereAlready(error)) {
                there.add(row);
            } else if (error != null) {
                failures.add(new Failure(row.topic(), error.codeAsString() + ": " + error.message()));
            }
        }
        return new Inserted(there, failures);
    }

    private static boolean isThereAlready(BatchStatementError error) {
        return error.code() == BatchStatementErrorCodeEnum.DUPLICATE_ITEM
                || error.code() == BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED;
    }

    private BatchStatementRequest insertion(Row row) {
        List<AttributeValue> values =
                rules.attributes().stream().map(row.item()::get).toList();
        return BatchStatementRequest.builder()
                .statement(insert)
                .parameters(values)
                .build();
    }

    private List<Failure> put(Row row, BooleanSupplier isTooLate) {
        if (isTooLate.getAsBoolean()) {
            return List.of(new Failure(row.topic(), TOO_LATE));
        }
        try {
            client.putItem(PutItemRequest.builder()
                    .tableName(rules.table())
                    .item(row.item())
                    .conditionExpression(condition)
                    .expressionAttributeNames(Map.of("#v", rules.version()))
                    .expressionAttributeValues(Map.of(":v", row.item().get(rules.version())))
                    .build());
            return List.of();
        } catch (ConditionalCheckFailedException outdated) {
            return List.of(); // a copy at least as new is kept already: nothing is left to do
        } catch (SdkException e) {
            return List.of(new Failure(row.topic(), e.toString()));
        }
    }

    private static List<List<Row>> batches(List<Row> rows) {
        List<List<Row>> batches = new ArrayList<>(Math.ceilDiv(rows.size(), BATCH));
        for (int from = 0; from < rows.size(); from += BATCH) {
            batches.add(rows.subList(from, Math.min(rows.size(), from + BATCH)));
        }
        return batches;
    }
}
