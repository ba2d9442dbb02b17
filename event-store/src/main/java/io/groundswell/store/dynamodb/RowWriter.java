package io.groundswell.store.dynamodb;

import io.groundswell.aws.Parallel;
import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Writes rows of one table, each unless one is there whose version is newer. Rows that are probably new are inserted 25 to a
 * call, which fails singly for those that are not: these, and the known ones, replace what is older, again 25 to a call. A known
 * row that is alone, or that was not there after all, is put with its condition. So twice, late and out of order end alike, at the
 * price of one write a row that is as new or as known as it was taken for, and few calls. Rows of a call that DynamoDB finds invalid
 * are put singly, so that one bad row fails alone. What is throttled is not tried in another way, which would be throttled too: it is
 * not kept. Immutable; any thread may use it.
 */
final class RowWriter {
    /** What a call takes at most. */
    static final int BATCH = 25;

    private static final String TOO_LATE = "not begun in time";
    private static final String INVALID = "ValidationException";

    private static final Logger LOG = LoggerFactory.getLogger(RowWriter.class);

    private final DynamoDbClient client;
    private final Rules rules;
    private final RowStatements statements;

    /**
     * @param table its name
     * @param keys its partition key and its sort key
     * @param content what else a row has; a row that is never probably new may lack some of it
     * @param version the attribute of the content that rises with newer copies
     * @param replacesEqual whether a copy of the same version is written again
     * @param atOnce calls at a time, at least 1
     */
    record Rules(
            String table, List<String> keys, List<String> content, String version, boolean replacesEqual, int atOnce) {}

    RowWriter(DynamoDbClient client, Rules rules) {
        this.client = client;
        this.rules = rules;
        this.statements = new RowStatements(rules);
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
        List<Row> probablyNew = rows.stream().filter(Row::isProbablyNew).toList();
        List<Row> known = new ArrayList<>(
                rows.stream().filter(row -> !row.isProbablyNew()).toList());
        Written inserted = inBatches(probablyNew, statements::insertion, isTooLate);
        known.addAll(inserted.left());
        Written replaced = known.size() == 1
                ? new Written(known, List.of())
                : inBatches(known, statements::replacement, isTooLate);
        List<Failure> failures = new ArrayList<>(inserted.failures());
        failures.addAll(replaced.failures());
        Parallel.map(replaced.left(), rules.atOnce(), row -> put(row, isTooLate))
                .forEach(failures::addAll);
        if (!failures.isEmpty()) {
            LOG.warn("{}: {} rows not known to be kept, {}", rules.table(), failures.size(), failures.getFirst());
        }
        return failures.stream().map(Failure::topic).collect(Collectors.toSet());
    }

    /** A row that is not known to be kept. */
    private record Failure(Topic topic, String reason) {}

    /**
     * @param left rows that have to be written in another way
     * @param failures rows that are not known to be kept
     */
    private record Written(List<Row> left, List<Failure> failures) {
        static Written none(List<Row> batch, String reason) {
            return new Written(
                    List.of(),
                    batch.stream().map(row -> new Failure(row.topic(), reason)).toList());
        }
    }

    private Written inBatches(
            List<Row> rows, Function<Row, BatchStatementRequest> statement, BooleanSupplier isTooLate) {
        Written all = new Written(new ArrayList<>(), new ArrayList<>());
        for (Written batch :
                Parallel.map(batches(rows), rules.atOnce(), batch -> execute(batch, statement, isTooLate))) {
            all.left().addAll(batch.left());
            all.failures().addAll(batch.failures());
        }
        return all;
    }

    private Written execute(
            List<Row> batch, Function<Row, BatchStatementRequest> statement, BooleanSupplier isTooLate) {
        if (isTooLate.getAsBoolean()) {
            return Written.none(batch, TOO_LATE);
        }
        try {
            return judge(
                    batch,
                    client.batchExecuteStatement(request -> request.statements(
                                    batch.stream().map(statement).toList()))
                            .responses());
        } catch (SdkException e) {
            return isRefused(e) ? new Written(batch, List.of()) : Written.none(batch, e.toString());
        }
    }

    /** One row may be the reason that a call is not taken at all; the others are not to wait for it. */
    private static boolean isRefused(SdkException e) {
        return e instanceof DynamoDbException answer
                && answer.awsErrorDetails() != null
                && INVALID.equals(answer.awsErrorDetails().errorCode());
    }

    private static Written judge(List<Row> batch, List<BatchStatementResponse> answers) {
        List<Row> left = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            Row row = batch.get(index);
            BatchStatementError error = answers.get(index).error();
            if (error == null || isKeptAlready(error)) {
                continue;
            }
            if (isNotAsExpected(error)) {
                left.add(row);
            } else {
                failures.add(new Failure(row.topic(), error.codeAsString() + ": " + error.message()));
            }
        }
        return new Written(left, failures);
    }

    /** A replacement shows what it did not replace. */
    private static boolean isKeptAlready(BatchStatementError error) {
        return error.code() == BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED
                && !error.item().isEmpty();
    }

    /** There is a row where one was inserted, or there is none to be replaced. */
    private static boolean isNotAsExpected(BatchStatementError error) {
        return error.code() == BatchStatementErrorCodeEnum.DUPLICATE_ITEM
                || error.code() == BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED;
    }

    private List<Failure> put(Row row, BooleanSupplier isTooLate) {
        if (isTooLate.getAsBoolean()) {
            return List.of(new Failure(row.topic(), TOO_LATE));
        }
        try {
            client.putItem(statements.put(row));
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
