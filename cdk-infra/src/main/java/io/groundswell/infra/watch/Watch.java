package io.groundswell.infra.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The alarms of a region, the topic that they are told to, and a dashboard with a graph of each. */
public final class Watch {
    private static final int IN_A_ROW = 3;

    public Watch(Construct scope, Watched what) {
        Topic topic = topic(scope, what.state().key());
        what.site().config().alarmEmail().ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
        List<IWidget> graphs = new ArrayList<>();
        for (Rule rule : rules(what)) {
            Alarm alarm = alarm(scope, what.site().config().name(), rule);
            alarm.addAlarmAction(new SnsAction(topic));
            alarm.addOkAction(new SnsAction(topic));
            graphs.add(graph(rule, alarm));
        }
        graphs.addAll(Graphs.of(what.own()));
        Dashboard.Builder.create(scope, "Dashboard")
                .dashboardName(what.site().config().name() + "-" + what.site().region())
                .widgets(rows(graphs))
                .build();
    }

    private static List<Rule> rules(Watched what) {
        return Stream.concat(Rules.of(what).stream(), OwnRules.of(what).stream())
                .toList();
    }

    private static Topic topic(Construct scope, IKey key) {
        return Topic.Builder.create(scope, "AlarmsTopic")
                .displayName("Alarms of Groundswell")
                .masterKey(key)
                .enforceSsl(true)
                .build();
    }

    private static Alarm alarm(Construct scope, String installation, Rule rule) {
        return Alarm.Builder.create(scope, "Alarm-" + rule.name())
                .alarmName(installation + "-" + rule.name())
                .alarmDescription(rule.meaning() + " See docs/operations.md.")
                .metric(rule.metric())
                .threshold(rule.above())
                .comparisonOperator(Rule.COMPARISON)
                .evaluationPeriods(Rule.WINDOW_MINUTES)
                .datapointsToAlarm(rule.minutes())
                .treatMissingData(Rule.WITHOUT_DATA)
                .build();
    }

    private static IWidget graph(Rule rule, Alarm alarm) {
        return GraphWidget.Builder.create()
                .title(rule.name())
                .left(List.of(rule.metric()))
                .leftAnnotations(List.of(alarm.toAnnotation()))
                .width(Graphs.WIDTH)
                .build();
    }

    private static List<List<IWidget>> rows(List<IWidget> graphs) {
        List<List<IWidget>> rows = new ArrayList<>();
        for (int first = 0; first < graphs.size(); first += IN_A_ROW) {
            rows.add(List.copyOf(graphs.subList(first, Math.min(first + IN_A_ROW, graphs.size()))));
        }
        return rows;
    }
}
