package io.groundswell.infra.watch;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;

/** What a dashboard shows without an alarm of it. */
final class Graphs {
    /** How wide one is; a row has room for 24. */
    static final int WIDTH = 8;

    static List<IWidget> of(OwnMetrics own) {
        return List.of(
                graph("accepted by the API", own.likesAccepted(), own.commentsAccepted()),
                graph("answered 503 by the API", own.overloaded(), own.failed(), own.unknown()),
                graph("streams of a node", own.streamsOfANode(), own.streamsOfTheFullestNode()));
    }

    private static IWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(WIDTH)
                .build();
    }

    private Graphs() {}
}
