package io.groundswell.infra.state;

import io.groundswell.aws.TableDefinition;
import io.groundswell.infra.config.Site;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.store.dynamodb.StoreTables;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ReplicaTableProps;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.constructs.Construct;

/**
 * The tables that adapters read and write. Each is a global one, so that a region can be added without a new table; those of
 * which every region has its own have no replicas.
 */
public final class Tables {
    /** What only processes of the same region need. All others are shared by the regions. */
    private static final Set<TableDefinition> REGIONAL = Set.of(RegistryTables.SUBSCRIPTIONS, StoreTables.IDEMPOTENCY);

    private final Construct scope;
    private final Site site;

    Tables(Construct scope, Site site) {
        this.scope = scope;
        this.site = site;
        all().filter(table -> site.isFirst() || isRegional(table)).forEach(this::create);
    }

    public static Stream<TableDefinition> all() {
        return Stream.concat(RegistryTables.ALL.stream(), StoreTables.ALL.stream());
    }

    public static boolean isRegional(TableDefinition table) {
        return REGIONAL.contains(table);
    }

    /** Whether nobody could write it again; running nodes do so with the others, or they are worth nothing after some minutes. */
    public static boolean isKept(TableDefinition table) {
        return StoreTables.ALL.contains(table) && !table.equals(StoreTables.IDEMPOTENCY);
    }

    private void create(TableDefinition definition) {
        boolean isKept = isKept(definition) && site.config().retention().keepTables();
        TableV2.Builder table = TableV2.Builder.create(scope, id(definition))
                .tableName(site.tableName(definition.name()))
                .partitionKey(text(definition.partitionKey()))
                .sortKey(text(definition.sortKey()))
                .billing(Billing.onDemand())
                .encryption(TableEncryptionV2.awsManagedKey())
                .pointInTimeRecoverySpecification(recovery(definition))
                .removalPolicy(isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .deletionProtection(isKept)
                .replicas(replicas(definition, isKept));
        definition.timeToLive().ifPresent(table::timeToLiveAttribute);
        table.build();
    }

    private List<ReplicaTableProps> replicas(TableDefinition definition, boolean isProtected) {
        List<String> regions = isRegional(definition) ? List.of() : site.others();
        return regions.stream()
                .map(region -> ReplicaTableProps.builder()
                        .region(region)
                        .pointInTimeRecoverySpecification(recovery(definition))
                        .deletionProtection(isProtected)
                        .build())
                .toList();
    }

    private static PointInTimeRecoverySpecification recovery(TableDefinition definition) {
        return PointInTimeRecoverySpecification.builder()
                .pointInTimeRecoveryEnabled(isKept(definition))
                .build();
    }

    private static String id(TableDefinition definition) {
        String name = definition.name();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
